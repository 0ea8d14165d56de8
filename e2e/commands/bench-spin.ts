import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { money } from '@roundgate/contract';
import { type BenchGateway, startFloor, startGateway, startUpstream } from '../bench/boot.ts';
import { IN_FLIGHT, type LoadResult, type LoadTarget, loadTurn } from '../bench/load-turn.ts';
import { startPeer } from '../bench/peer.ts';
import { openPlayers, renewTokens } from '../bench/players.ts';
import { certifyBench } from '../bench/trust.ts';
import { FLOOR_PLAN, type Variant, variantOf } from '../bench/variants.ts';

const USAGE = `npm run bench:spin -- [--wallet seamless|combined|transfer] [--order outcome_first|debit_first|overlapped]
                      [--turns 5] [--peer] [--json]
Measures a lean spin and a default spin beside floors that make the same calls and commits without any logic.`;

/** Players that take turns, so that one player is a handful of requests a second, as in life. */
const PLAYERS = 400;
const SECONDS = 5;
const UPSTREAM_DELAY_MS = 20;
/** More than anything here can answer, so that the answered rate is the saturation rate. */
const FLOOD = 20_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const PEER_BODY = JSON.stringify({ player: 'p', round: 'ROUND', stake: 100 });
const BODY = JSON.stringify({ round_id: 'ROUND', stake: money(100, 'EUR'), spin_type: 'cash' });
const round = (value: number, digits = 0): number => Number(value.toFixed(digits));
const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
/** The disk's speed drifts on a shared machine: each turn is compared with itself. */
const medianRatio = (left: readonly number[], right: readonly number[]): number =>
  median(left.map((rps, turn) => rps / (right[turn] ?? Number.NaN)));

/** What runs side by side, with what it answered in every counted turn. */
interface Contender {
  readonly name: string;
  target: LoadTarget;
  /** The same players with new tokens. */
  readonly renew?: (target: LoadTarget) => Promise<LoadTarget>;
  readonly rps: number[];
  /** The same while its players were woken, of whom the platform has put all to sleep since its last turn. */
  readonly wakeRps: number[];
}
type Stop = () => unknown;

/** Takes turns, one contender after another. The first turn of each warms up and does not count. */
async function takeTurns(contenders: readonly Contender[], turns: number): Promise<void> {
  for (let turn = 0; turn <= turns; turn += 1) {
    const rates: string[] = [];
    for (const one of contenders) {
      const { name, target, rps, wakeRps, renew } = one;
      const result = await loadTurn(target, FLOOD, SECONDS);
      if (result.answered === 0)
        throw new Error(`${name} answered nothing: ${JSON.stringify(result.failures)}`);
      // After its turn: whom this wakes is asleep again when the next one comes.
      if (renew) one.target = await renew(target);
      rates.push(`${name} ${round(result.rps)}/s`);
      if (turn === 0) continue;
      rps.push(result.rps);
      wakeRps.push(result.wakeRps);
    }
    say(`${turn === 0 ? 'warm-up' : `turn ${turn}`}: ${rates.join(', ')}`);
  }
}

const playerHeaders = Array.from({ length: PLAYERS }, (_, index) => ({ 'x-player': `p-${index}` }));
const contender = (name: string, target: LoadTarget): Contender => ({ name, target, rps: [], wakeRps: [] });

/** One way of spinning through the gateway. */
async function spinContender(name: string, gateway: BenchGateway, variant: Variant): Promise<Contender> {
  const renew = async (target: LoadTarget): Promise<LoadTarget> => ({
    ...target,
    targets: await renewTokens(gateway, target.targets),
  });
  return { ...contender(name, await spinTarget(gateway, variant)), renew };
}

/** A floor for one plan; `matched` = it also asks for the rate, as the gateway must. */
async function floorContender(
  plan: string,
  matched: boolean,
  upstream: string,
  directory: string,
  stops: Stop[],
): Promise<Contender> {
  const name = `${matched ? 'matched floor' : 'floor'} (${plan})`;
  const persistTo = join(directory, name.replaceAll(/[^a-z]+/g, '-'));
  const floor = await startFloor(upstream, plan, persistTo, matched);
  stops.push(floor.stop);
  return contender(name, { port: floor.port, path: '/spin', targets: playerHeaders, bodies: BODY });
}

async function spinTarget(gateway: BenchGateway, variant: Variant): Promise<LoadTarget> {
  const targets = await openPlayers(gateway, variant, PLAYERS);
  return { port: gateway.port, path: '/v1/rounds', targets, bodies: BODY };
}

/** What one way of spinning came to, beside the floor of two commits and the floor of its own calls and commits. */
const figures = (spin: Contender, floor: Contender, matched: Contender) => ({
  spinRps: round(median(spin.rps)),
  ratio: round(medianRatio(spin.rps, floor.rps), 3),
  wakeRatio: round(medianRatio(spin.wakeRps, floor.wakeRps), 3),
  matchedFloorRps: round(median(matched.rps)),
  matchedRatio: round(medianRatio(spin.rps, matched.rps), 3),
});

async function throughput(
  variants: { readonly lean: Variant; readonly plain: Variant },
  turns: number,
  directory: string,
  withPeer: boolean,
) {
  const { lean, plain } = variants;
  const upstream = await startUpstream(0);
  const stops: Stop[] = [() => upstream.process.kill()];
  try {
    const start = (plan: string, matched: boolean) =>
      floorContender(plan, matched, upstream.url, directory, stops);
    const floor = await start(FLOOR_PLAN, false);
    const leanFloor = await start(lean.plan, true);
    const plainFloor = plain.plan === lean.plan ? leanFloor : await start(plain.plan, true);
    const gateway = await startGateway(upstream.url, join(directory, 'gateway'), [lean, plain]);
    stops.push(gateway.stop);
    await certifyBench(gateway);
    const leanSpin = await spinContender('lean spin', gateway, lean);
    const plainSpin = await spinContender('default spin', gateway, plain);
    const peer = withPeer ? await startPeer(upstream.url, directory) : undefined;
    if (peer) stops.push(peer.stop);
    else if (withPeer) say('the usual stack is left out: it needs PostgreSQL and its source');
    const peers = peer
      ? [contender('usual stack', { port: peer.port, path: '/spin', targets: [{}], bodies: PEER_BODY })]
      : [];
    const floors = new Set([floor, leanFloor, plainFloor]);
    await takeTurns([...floors, leanSpin, plainSpin, ...peers], turns);
    const [usual] = peers;
    return {
      floorRps: round(median(floor.rps)),
      lean: figures(leanSpin, floor, leanFloor),
      plain: figures(plainSpin, floor, plainFloor),
      peer: usual && {
        peerRps: round(median(usual.rps)),
        overPeer: round(medianRatio(leanSpin.rps, usual.rps), 3),
      },
    };
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

async function latency(variant: Variant, perSecond: number, directory: string): Promise<LoadResult> {
  const upstream = await startUpstream(UPSTREAM_DELAY_MS);
  const stops: Stop[] = [() => upstream.process.kill()];
  try {
    const gateway = await startGateway(upstream.url, join(directory, 'latency'), [variant]);
    stops.push(gateway.stop);
    await certifyBench(gateway);
    const target = await spinTarget(gateway, variant);
    await loadTurn(target, perSecond, 3);
    return await loadTurn(target, perSecond, 10);
  } finally {
    await Promise.all(stops.map((stop) => stop()));
  }
}

const { values } = parseArgs({
  options: {
    wallet: { type: 'string', default: 'seamless' },
    order: { type: 'string', default: 'outcome_first' },
    turns: { type: 'string', default: '5' },
    peer: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const { wallet, order } = values;
const variants = { lean: variantOf(wallet, order, true), plain: variantOf(wallet, order, false) };
const directory = mkdtempSync(join(tmpdir(), 'roundgate-bench-'));
try {
  say(`${wallet} wallet, ${order}: ${PLAYERS} players, ${IN_FLIGHT} in flight, ${SECONDS} s a turn`);
  const measured = await throughput(variants, Number(values.turns), directory, values.peer);
  const perSecond = measured.lean.spinRps / 2;
  say(`latency at ${round(perSecond)} spins/s, partners answer after ${UPSTREAM_DELAY_MS} ms`);
  const { p50Ms, p95Ms, p99Ms } = await latency(variants.lean, perSecond, directory);
  const times = { p50Ms: round(p50Ms, 1), p95Ms: round(p95Ms, 1), p99Ms: round(p99Ms, 1) };
  const report = {
    ...{ wallet, order, mode: 'lean', floorRps: measured.floorRps, ...measured.lean },
    ...{ ...times, upstreamDelayMs: UPSTREAM_DELAY_MS, defaultMode: measured.plain, ...measured.peer },
  };
  console.log(values.json ? JSON.stringify(report) : report);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
