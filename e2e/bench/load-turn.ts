import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const IN_FLIGHT = 64;

/** What one turn of load came to; times are counted from when a request was due. */
export interface LoadResult {
  readonly rps: number;
  readonly answered: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

async function load(
  port: number,
  path: string,
  targets: readonly Record<string, string>[],
  perSecond: number,
  seconds: number,
  bodies = BODY,
): Promise<Result> {
  const plan = {
    host: '127.0.0.1',
    port,
    path,
    targets,
    bodies,
    perSecond,
    seconds,
    inFlightLimit: IN_FLIGHT,
  };
  const child = spawn(process.execPath, [fileURLToPath(new URL('../bench/load.mjs', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(plan));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, 'close');
  const result = JSON.parse(output) as Result;
  if (Object.keys(result.failures).length > 0) say(`  failures: ${JSON.stringify(result.failures)}`);
  return result;
}

