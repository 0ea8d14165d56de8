/** What the middleware hands to the routes. */
export interface AppEnv {
  Variables: {
    traceId: string;
    /** Facts for the log line of this request. */
    logged: Record<string, string | number | boolean>;
  };
}
