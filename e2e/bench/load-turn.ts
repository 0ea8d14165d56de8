import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Requests that may be unanswered at once. */
export const IN_FLIGHT = 64;

/** What one turn of load came to; times are counted from when a request was due. */
export interface LoadResult {
  readonly rps: number;
  /** What was answered a second while every target was asked once, before the turn itself. */
  readonly wakeRps: number;
  readonly answered: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** A server under load: where, for whom, and with which body (`ROUND` is replaced by a new id every time). */
export interface LoadTarget {
  readonly port: number;
  readonly path: string;
  readonly targets: readonly Record<string, string>[];
  readonly bodies: string;
}

/** Asks every target once, then sends `perSecond` requests for `seconds`, from a process of its own; what fails is told on stderr. */
export async function loadTurn(target: LoadTarget, perSecond: number, seconds: number): Promise<LoadResult> {
  const plan = { host: '127.0.0.1', ...target, perSecond, seconds, inFlightLimit: IN_FLIGHT };
  const child = spawn(process.execPath, [fileURLToPath(new URL('./load.mjs', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(plan));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'close');
  const result = JSON.parse(output) as LoadResult;
  if (Object.keys(result.failures).length > 0)
    process.stderr.write(`  failures: ${JSON.stringify(result.failures)}\n`);
  return result;
}
