import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { money } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { startFloor, startGateway, startUpstream } from '../bench/boot.ts';

/** Players that take turns, so that one player is a handful of requests a second, as in life. */
const PLAYERS = 400;
const SECONDS = 6;
const IN_FLIGHT = 64;
const UPSTREAM_DELAY_MS = 20;
const BUILD = `sha256:${'ab'.repeat(32)}`;

type Gateway = Awaited<ReturnType<typeof startGateway>>;
interface Result {
  readonly rps: number;
  readonly answered: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const body = JSON.stringify({ round_id: 'ROUND', stake: money(100, 'EUR'), spin_type: 'cash' });

async function call<T>(gateway: Gateway, path: string, value: unknown, keyId?: string): Promise<T> {
  const text = JSON.stringify(value);
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const parts = { method: 'POST', path, timestampMs: Date.now(), nonce, body: text };
  const headers = keyId ? signatureHeaders(keyId, gateway.secrets[keyId] ?? '', parts) : {};
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
    method: 'POST',
    body: text,
    headers: { ...headers, 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function openPlayer(gateway: Gateway, index: number): Promise<Record<string, string>> {
  const rgFlags = { self_excluded: false, blocked: false, time_limit_min: null };
  const request = {
    player_id: `p-${index}`,
    game_id: 'g-bench',
    country: 'MT',
    currency: 'EUR',
    locale: 'en',
    rg_flags: rgFlags,
  };
  const { launch_url } = await call<{ launch_url: string }>(gateway, '/v1/sessions', request, 'key-op-bench');
  const launch = {
    launch_token: launch_url.split('#launch=')[1],
    build_hash: BUILD,
    loader: { version: '0', assurance: 'hosted', age_label_shown: 'unknown' },
  };
  const { token } = await call<{ token: { access_token: string } }>(gateway, '/v1/launch', launch);
  return { authorization: `Bearer ${token.access_token}` };
}

/** Enters the one certificate and opens every player's session by the public operations. */
async function openPlayers(gateway: Gateway): Promise<Record<string, string>[]> {
  const migration = readFileSync(
    fileURLToPath(new URL('../../worker/migrations/0001_certificates.sql', import.meta.url)),
    'utf8',
  );
  await gateway.database.prepare(migration.replaceAll(/^--.*$/gm, '')).run();
  const row = [
    'g-bench',
    'MT',
    '96',
    BUILD,
    'Bench',
    'B-1',
    '2020-01-01T00:00:00.000Z',
    '2099-01-01T00:00:00.000Z',
  ];
  await gateway.database
    .prepare('INSERT INTO certificates VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .bind(...row)
    .run();
  const targets: Record<string, string>[] = [];
  while (targets.length < PLAYERS) {
    const batch = Array.from({ length: 20 }, (_, index) => openPlayer(gateway, targets.length + index));
    targets.push(...(await Promise.all(batch)));
  }
  return targets;
}

async function load(
  port: number,
  path: string,
  targets: readonly Record<string, string>[],
  perSecond: number,
  seconds: number,
): Promise<Result> {
  const plan = {
    host: '127.0.0.1',
    port,
    path,
    targets,
    bodies: body,
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

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** More than anything here can answer, so that the answered rate is the saturation rate. */
const FLOOD = 20_000;

async function throughput(
  rounds: number,
  directory: string,
): Promise<{ floorRps: number; spinRps: number; ratio: number }> {
  const upstream = await startUpstream(0);
  const stops: (() => Promise<unknown> | boolean)[] = [() => upstream.process.kill()];
  try {
    const floor = await startFloor(upstream.url, 2, join(directory, 'floor'));
    stops.push(floor.stop);
    const gateway = await startGateway(upstream.url, join(directory, 'gateway'));
    stops.push(gateway.stop);
    const targets = await openPlayers(gateway);
    const floorTargets = targets.map((_, index) => ({ 'x-player': `p-${index}` }));
    const runs = { floor: [] as number[], spin: [] as number[], ratio: [] as number[] };
    for (let index = 0; index <= rounds; index += 1) {
      const floorRun = await load(floor.port, '/spin', floorTargets, FLOOD, SECONDS);
      const spinRun = await load(gateway.port, '/v1/rounds', targets, FLOOD, SECONDS);
      say(
        `${index === 0 ? 'warm-up' : `pair ${index}`}: floor ${round(floorRun.rps)}/s, spin ${round(spinRun.rps)}/s, ratio ${round(spinRun.rps / floorRun.rps, 2)}`,
      );
      if (index === 0) continue;
      runs.floor.push(floorRun.rps);
      runs.spin.push(spinRun.rps);
      runs.ratio.push(spinRun.rps / floorRun.rps);
    }
    // The disk's speed drifts on a shared machine: each pair is compared with itself.
    return { floorRps: median(runs.floor), spinRps: median(runs.spin), ratio: median(runs.ratio) };
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

async function latency(perSecond: number, directory: string): Promise<Result> {
  const upstream = await startUpstream(UPSTREAM_DELAY_MS);
  const stops: (() => Promise<unknown> | boolean)[] = [() => upstream.process.kill()];
  try {
    const gateway = await startGateway(upstream.url, join(directory, 'latency'));
    stops.push(gateway.stop);
    const targets = await openPlayers(gateway);
    await load(gateway.port, '/v1/rounds', targets, perSecond, 3);
    return await load(gateway.port, '/v1/rounds', targets, perSecond, 10);
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, pairs: { type: 'string', default: '5' } },
});
const directory = mkdtempSync(join(tmpdir(), 'roundgate-bench-'));
try {
  say(
    `spin against floor: ${PLAYERS} players, ${IN_FLIGHT} requests in flight, open loop, ${SECONDS} s a run`,
  );
  const { floorRps, spinRps, ratio } = await throughput(Number(values.pairs), directory);
  say(`latency at ${round(spinRps / 2)} spins/s, partners answer after ${UPSTREAM_DELAY_MS} ms`);
  const { p50Ms, p95Ms, p99Ms } = await latency(spinRps / 2, directory);
  const report = {
    floorRps: round(floorRps),
    spinRps: round(spinRps),
    ratio: round(ratio, 3),
    p50Ms: round(p50Ms, 1),
    p95Ms: round(p95Ms, 1),
    p99Ms: round(p99Ms, 1),
    upstreamDelayMs: UPSTREAM_DELAY_MS,
  };
  console.log(values.json ? JSON.stringify(report) : report);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
