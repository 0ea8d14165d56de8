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
import { ended, join, made, readFinal, tableOf } from './tournament-kit.ts';

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

/** A tournament and a mission that every player is in. */
async function joinedByAll(players: readonly Player[]) {
  const prize = { kind: 'target' as const, target: 20, amount_minor: 40 };
  const [tournament, mission] = [await made(), await made({ metric: 'spins', prize })];
  for (const player of players)
    for (const tournamentId of [tournament, mission])
      expect((await join(player, tournamentId)).status).toBe(200);
  return { tournament, mission };
}

/** Holds a final table against the chains, and the wallet's prizes against both. */
async function checkTables(
  players: readonly Player[],
  { tournament, mission }: Awaited<ReturnType<typeof joinedByAll>>,
  partners: FakePartners,
): Promise<void> {
  for (const tournamentId of [tournament, mission]) await ended(tournamentId);
  await vi.waitUntil(
    async () => {
      for (const player of players) await runDurableObjectAlarm(objectOf(player));
      return partners.ledger.filter(({ kind }) => kind === 'bonus_award').length === 2 + PLAYERS;
    },
    { timeout: 20_000, interval: 250 },
  );
  const chains = await Promise.all(players.map(eventsOf));
  const winsOf = (events: (typeof chains)[number]) =>
    events
      .filter((event) => event.type === 'spin_finished')
      .filter((event) => event.tournament_ids?.includes(tournament))
      .reduce((sum, { win }) => sum + win.amount_minor, 0);
  const { rows, final } = await tableOf(tournament);
  const byPlayer = new Map(rows.map(({ player_id, score }) => [player_id, score]));
  for (const [index, player] of players.entries())
    expect(byPlayer.get(player.playerId), player.playerId).toBe(winsOf(chains[index] ?? []));
  expect(readFinal(final).rows.map(({ score }) => score)).toEqual(
    [...byPlayer.values()].sort((left, right) => right - left),
  );
  expect((await tableOf(mission)).rows.map(({ prize_minor }) => prize_minor)).toEqual(players.map(() => 40));
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

it(`pools, tables and prizes come to what the chains say, to the unit, whatever is lost or dies (seed ${SEED})`, {
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
  const tables = await joinedByAll(players);
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
  await checkTables(players, tables, partners);
  for (const player of players)
    expect(checkHistory({ ...(await historyOf(player, partners, [])), answers: null }, sha256Hex)).toEqual(
      [],
    );
  await asPlatform('POST', `/v1/jackpots/${jackpotId}/disable`);
});
