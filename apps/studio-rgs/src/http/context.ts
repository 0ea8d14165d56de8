import type { Services } from '../services.ts';
import type { CallFacts } from '../spins/spin-types.ts';

/** What the middleware hands to a route. */
export interface AppEnv {
  Variables: {
    traceId: string;
    services: Services;
    body: Uint8Array;
    call: CallFacts;
    /** Facts for the log line of this request. */
    logged: Record<string, string | number | boolean>;
  };
}
