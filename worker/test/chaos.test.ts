import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { type AnswerFact, answerFactOf, checkHistory } from '@roundgate/contract/audit';
import { expect, it } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import { certify, launch, newRoundId, objectOf, type Player, spin } from './client.ts';
import { FakePartners, type Fault } from './fake-partners.ts';
import { drained, historyOf } from './history-kit.ts';

const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const PLAYERS = 12;
const ROUNDS_EACH = 6;
const FAULTS: readonly Fault[] = [
  ...['lost_before', 'lost_before', 'lost_after', 'lost_after', 'garbage', 'other_amount', 'error_500'],
] as readonly Fault[];
const MONEY_CALLS: ReadonlySet<string> = new Set(['draw', 'void', 'debit', 'credit', 'rollback', 'status']);

/** A stream of fractions that a seed repeats. */
function stream(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One player's part of the chaos: rounds one after another, each sent until something definite is told. */
async function playAll(playerId: string, random: () => number, answers: AnswerFact[]): Promise<Player> {
  let player = await login(playerId);
  const ask = async (roundId: string, stakeMinor: number): Promise<string | undefined> => {
    const told = await spin(player, roundId, stakeMinor);
    const fact = answerFactOf(roundId, stakeMinor, told.status, told.body);
    if (fact) answers.push(fact);
    return fact?.told;
  };
  for (let number = 0; number < ROUNDS_EACH; number += 1) {
    const roundId = newRoundId();
    for (
      let told: (string | undefined)[] = [];
      !told.some((one) => one === 'finished' || one === 'refused');
    ) {
      const copies = 1 + Math.floor(random() * 3);
      const asked = Array.from({ length: copies }, () => ask(roundId, 100));
      if (random() < 0.2) asked.push(ask(roundId, 250));
      const blow = random();
      if (blow < 0.15) void abortAllDurableObjects();
      else if (blow < 0.3) void evictDurableObject(objectOf(player)).catch(() => undefined);
      told = await Promise.all(asked.map((one) => one.catch(() => undefined)));
      if (random() < 0.15) player = await login(playerId);
      if (random() < 0.3) await runDurableObjectAlarm(objectOf(player)).catch(() => false);
    }
  }
  return player;
}

/** A login that an abort cut off is made again. */
async function login(playerId: string): Promise<Player> {
  for (;;) {
    try {
      return await launch(playerId);
    } catch {
      // The object was gone in between.
    }
  }
}

it(`no promise breaks under lost answers, aborts, alarms, duplicates and new logins (seed ${SEED})`, {
  timeout: 180_000,
}, async () => {
  await certify();
  const random = stream(SEED);
  const partners = new FakePartners();
  partners.balanceMinor = 1_000_000_000;
  partners.install();
  partners.chance = (call) => {
    partners.winMinor = random() < 0.5 ? 0 : 170;
    return MONEY_CALLS.has(call) && random() < 0.42
      ? FAULTS[Math.floor(random() * FAULTS.length)]
      : undefined;
  };
  const answers = Array.from({ length: PLAYERS }, (): AnswerFact[] => []);
  const players = await Promise.all(answers.map((own, index) => playAll(`p-chaos-${index}`, random, own)));
  const moneyCalls = partners.calls.filter((call) => MONEY_CALLS.has(call)).length;
  expect(partners.faulted / moneyCalls).toBeGreaterThan(0.3);
  partners.chance = undefined;
  await abortAllDurableObjects();
  for (const [index, player] of players.entries()) {
    await drained(player, 100_000);
    const history = await historyOf(player, partners, answers[index] ?? []);
    expect(history.rounds.length).toBeGreaterThan(0);
    expect(checkHistory(history, sha256Hex)).toEqual([]);
  }
});
