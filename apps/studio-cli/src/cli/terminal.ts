import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** The rim of the program: everything that a test replaces. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (text: string) => void;
  /** Raw bytes to standard output; false when the reader is gone, and more would be in vain. */
  readonly write: (bytes: Uint8Array) => Promise<boolean>;
  /** True when progress may redraw its line. */
  readonly live: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A number from 0 up to 1, for the jitter of retries. */
  readonly random: () => number;
  readonly makeNonce: () => string;
  /** Calls `stop` when a person asks for an end (Ctrl-C); what it answers takes that back. */
  readonly onInterrupt: (stop: () => void) => () => void;
}

function onInterrupt(stop: () => void): () => void {
  process.once('SIGINT', stop);
  return () => void process.removeListener('SIGINT', stop);
}

/** Waits until the bytes are taken, so that a slow reader does not fill the memory. */
const writeOut = (bytes: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    const gone = () => resolve(false);
    process.stdout.once('error', gone);
    process.stdout.write(bytes, (fault) => {
      process.stdout.removeListener('error', gone);
      resolve(!fault);
    });
  });

/** The real terminal of this process. */
export const processTerminal = (): Terminal => ({
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (text) => void process.stderr.write(text),
  write: writeOut,
  live: process.stderr.isTTY === true,
  env: process.env,
  nowMs: () => Date.now(),
  sleep: (ms) => wait(ms),
  random: () => Math.random(),
  makeNonce: () => randomBytes(16).toString('hex'),
  onInterrupt,
});
