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
import { startPeer } from '../bench/peer.ts';

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
const PEER_BODY = JSON.stringify({ player: 'p', round: 'ROUND', stake: 100 });
const BODY = JSON.stringify({ round_id: 'ROUND', stake: money(100, 'EUR'), spin_type: 'cash' });

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

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** More than anything here can answer, so that the answered rate is the saturation rate. */
const FLOOD = 20_000;

/** What runs side by side, each with what it answered in every counted turn. */
interface Contender {
  readonly name: 'floor' | 'spin' | 'peer';
  readonly turn: () => Promise<Result>;
  readonly rps: number[];
}

/** Takes turns: floor, spin and, where it runs, the usual stack. The first turn of each warms up and does not count. */
async function takeTurns(contenders: readonly Contender[], turns: number): Promise<void> {
  for (let turn = 0; turn <= turns; turn += 1) {
    const rates: string[] = [];
    for (const { name, turn: run, rps } of contenders) {
      const result = await run();
      rates.push(`${name} ${round(result.rps)}/s`);
      if (turn > 0) rps.push(result.rps);
    }
    say(`${turn === 0 ? 'warm-up' : `turn ${turn}`}: ${rates.join(', ')}`);
  }
}

/** The disk's speed drifts on a shared machine: each turn is compared with itself. */
const medianRatio = (left: readonly number[], right: readonly number[]): number =>
  median(left.map((rps, turn) => rps / (right[turn] ?? Number.NaN)));

interface Throughput {
  readonly floorRps: number;
  readonly spinRps: number;
  readonly ratio: number;
  readonly peer: { readonly peerRps: number; readonly overPeer: number } | undefined;
}

async function throughput(turns: number, directory: string, withPeer: boolean): Promise<Throughput> {
  const upstream = await startUpstream(0);
  const stops: (() => unknown)[] = [() => upstream.process.kill()];
  try {
    const floor = await startFloor(upstream.url, 2, join(directory, 'floor'));
    stops.push(floor.stop);
    const gateway = await startGateway(upstream.url, join(directory, 'gateway'));
    stops.push(gateway.stop);
    const peer = withPeer ? await startPeer(upstream.url, directory) : undefined;
    if (peer) stops.push(peer.stop);
    else if (withPeer)
      say('the usual stack is left out: it needs PostgreSQL and its source in ../shared/bench');
    const targets = await openPlayers(gateway);
    const floorTargets = targets.map((_, index) => ({ 'x-player': `p-${index}` }));
    const contenders: Contender[] = [
      { name: 'floor', turn: () => load(floor.port, '/spin', floorTargets, FLOOD, SECONDS), rps: [] },
      { name: 'spin', turn: () => load(gateway.port, '/v1/rounds', targets, FLOOD, SECONDS), rps: [] },
    ];
    if (peer)
      contenders.push({
        name: 'peer',
        turn: () => load(peer.port, '/spin', [{}], FLOOD, SECONDS, PEER_BODY),
        rps: [],
      });
    await takeTurns(contenders, turns);
    const [floors = [], spins = [], peers] = contenders.map(({ rps }) => rps);
    return {
      floorRps: round(median(floors)),
      spinRps: round(median(spins)),
      ratio: round(medianRatio(spins, floors), 3),
      peer: peers && { peerRps: round(median(peers)), overPeer: round(medianRatio(spins, peers), 3) },
    };
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

async function latency(perSecond: number, directory: string): Promise<Result> {
  const upstream = await startUpstream(UPSTREAM_DELAY_MS);
  const stops: (() => unknown)[] = [() => upstream.process.kill()];
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
  options: {
    json: { type: 'boolean', default: false },
    peer: { type: 'boolean', default: false },
    turns: { type: 'string', default: '5' },
  },
});
const directory = mkdtempSync(join(tmpdir(), 'roundgate-bench-'));
try {
  say(`a spin against its floor: ${PLAYERS} players, ${IN_FLIGHT} in flight, open loop, ${SECONDS} s a turn`);
  const { floorRps, spinRps, ratio, peer } = await throughput(Number(values.turns), directory, values.peer);
  say(`latency at ${round(spinRps / 2)} spins/s, partners answer after ${UPSTREAM_DELAY_MS} ms`);
  const { p50Ms, p95Ms, p99Ms } = await latency(spinRps / 2, directory);
  const times = { p50Ms: round(p50Ms, 1), p95Ms: round(p95Ms, 1), p99Ms: round(p99Ms, 1) };
  const report = { floorRps, spinRps, ratio, ...times, upstreamDelayMs: UPSTREAM_DELAY_MS, ...peer };
  console.log(values.json ? JSON.stringify(report) : report);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
