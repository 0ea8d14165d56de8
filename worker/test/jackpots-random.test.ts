import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { playerSource } from '@roundgate/contract';
import { checkHistory, shardOf } from '@roundgate/contract/audit';
import { expect, it, vi } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import { certify, newRoundId, objectOf, type Player, spin } from './client.ts';
import { FakePartners, type Fault } from './fake-partners.ts';
import { drained, historyOf } from './history-kit.ts';
import { asPlatform, eventsOf, launchAllowed, meter, running, sumOf } from './jackpot-kit.ts';

const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const PLAYERS = 4;
const ROUNDS_EACH = 60;
const FAULTS: readonly Fault[] = ['lost_before', 'lost_after', 'garbage', 'error_500'];
const REFUSALS: readonly Fault[] = [{ refuse: 'INSUFFICIENT_FUNDS' }];

/** A stream of fractions that a seed repeats. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Plays rounds one after another, each sent until something definite is told, while objects die. */
async function playAll(player: Player, random: () => number): Promise<void> {
  for (let number = 0; number < ROUNDS_EACH; number += 1) {
    const roundId = newRoundId();
    for (let status = 0; status !== 200 && status !== 422; ) {
      const asked = spin(player, roundId);
      if (random() < 0.06) void abortAllDurableObjects();
      status = await asked.then((told) => told.status).catch(() => 0);
    }
  }
}

/** The ledger's own sum of what was put into pools today. */
async function reported(players: readonly Player[]): Promise<number> {
  let sum = 0;
  for (const { operatorId, playerId } of players) {
    const source = playerSource(operatorId, playerId);
    const shard = env.LEDGER.getByName(shardOf(sha256Hex, source));
    await shard.catchUp(source);
    await shard.seal();
  }
  const day = new Date().toISOString().slice(0, 10);
  const { body } = await asPlatform<{ totals: { jackpot_contrib_minor: number; currency: string }[] }>(
    'GET',
    `/v1/reports/activity?from=${day}&to=${day}&group_by=currency&no_activity=hide`,
  );
  for (const line of body.totals) if (line.currency === 'EUR') sum += line.jackpot_contrib_minor;
  return sum;
}

it(`contributions come to meters, reserve and wins, to the unit, whatever is lost or dies (seed ${SEED})`, {
  timeout: 180_000,
}, async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await certify();
  const partners = FakePartners.installed();
  partners.balanceMinor = 1_000_000_000;
  const players = await Promise.all(Array.from({ length: PLAYERS }, () => launchAllowed()));
  const [first] = players;
  if (!first) throw new Error('nobody plays');
  const jackpotId = await running(partners, first);
  const beforeMinor = await reported(players);
  const random = stream(SEED);
  partners.contributesMinor = 3;
  partners.chance = (call) => {
    partners.winMinor = random() < 0.5 ? 0 : 170;
    partners.hits = random() < 0.2 ? jackpotId : undefined;
    if (call === 'debit' && random() < 0.05) return REFUSALS[0];
    return call !== 'announce' && random() < 0.1 ? FAULTS[Math.floor(random() * 4)] : undefined;
  };
  await Promise.all(players.map((player) => playAll(player, random)));
  partners.chance = undefined;
  await abortAllDurableObjects();
  for (const player of players) await drained(player);
  const events = (await Promise.all(players.map(eventsOf))).flat();
  const [putIn, won] = [
    sumOf(events, 'jackpot_contribution', jackpotId),
    sumOf(events, 'jackpot_win', jackpotId),
  ];
  await vi.waitUntil(
    async () => {
      for (const player of players) await runDurableObjectAlarm(objectOf(player));
      return (await meter(jackpotId)).totals.contributed_minor === putIn;
    },
    { timeout: 20_000, interval: 250 },
  );
  const { totals, run } = await meter(jackpotId);
  expect(totals.paid_minor).toBe(won);
  expect(run).toBeGreaterThan(10);
  expect(putIn).toBeGreaterThan(PLAYERS * ROUNDS_EACH);
  expect((await reported(players)) - beforeMinor).toBe(putIn);
  for (const player of players)
    expect(checkHistory({ ...(await historyOf(player, partners, [])), answers: null }, sha256Hex)).toEqual(
      [],
    );
  await asPlatform('POST', `/v1/jackpots/${jackpotId}/disable`);
});
