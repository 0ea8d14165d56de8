/** One structured line. No seed, no outcome, no secret and no token ever goes in here. */
export interface LogLine {
  readonly level: 'info' | 'error';
  readonly event: string;
  readonly trace_id?: string;
  readonly [fact: string]: string | number | boolean | undefined;
}

/** Where log lines go. */
export type Log = (line: LogLine) => void;

/** Writes JSON lines to the platform's log. */
export const consoleLog: Log = (line) => {
  const text = JSON.stringify(line);
  if (line.level === 'error') console.error(text);
  else console.log(text);
};
