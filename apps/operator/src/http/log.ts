/** One structured line. No secret, signature, cookie or token ever goes in here. */
export interface LogLine {
  readonly level: 'info' | 'error';
  readonly event: string;
  readonly trace_id?: string;
  readonly [fact: string]: string | number | boolean | undefined;
}

/** Writes a JSON line to the platform's log. */
export function log(line: LogLine): void {
  const text = JSON.stringify({ part: 'operator', ...line });
  if (line.level === 'error') console.error(text);
  else console.log(text);
}
