import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import type { ChainedEvent } from '@roundgate/contract';
import type { AnswerFact, PlayerHistory } from '@roundgate/contract/audit';
import { vi } from 'vitest';
import { isPaid, type Round } from '../src/domain/rounds/round.ts';
import { objectOf, type Player } from './client.ts';
import type { FakePartners } from './fake-partners.ts';

/** A player's history as the gateway's rows, the wallet and the game server tell it, each for itself. */
export async function historyOf(
  player: Player,
  partners: FakePartners,
  answers: readonly AnswerFact[],
): Promise<PlayerHistory> {
  const [rounds, events, awards] = await runInDurableObject(objectOf(player), (_, { storage }) => [
    storage.sql
      .exec<{ data: string }>('SELECT data FROM rounds')
      .toArray()
      .map(({ data }) => JSON.parse(data) as Round),
    storage.sql
      .exec<{ seq: number; prev_hash: string; hash: string; event: string }>(
        'SELECT * FROM events ORDER BY seq',
      )
      .toArray()
      .map((row) => ({ ...row, event: JSON.parse(row.event) }) as ChainedEvent),
    storage.sql.exec<{ key: string }>('SELECT key FROM awards').toArray(),
  ]);
  const roundIdOf = new Map(rounds.map(({ uid, roundId }) => [uid, roundId]));
  const ledger = partners.ledger.flatMap(({ key, kind, amountMinor, atMs }) => {
    const roundId = roundIdOf.get(key.split(':')[0] ?? '');
    return roundId
      ? [{ roundId, transactionId: key, kind: kind as 'debit', amountMinor, winMinor: 0, atMs }]
      : [];
  });
  const prizes = partners.ledger
    .filter(({ kind, key }) => kind === 'bonus_award' && awards.some((award) => award.key === key))
    .map(({ key, amountMinor }) => ({ transactionId: key, amountMinor }));
  const draws = [...partners.draws].flatMap(([uid, { winMinor }]) => {
    const roundId = roundIdOf.get(uid);
    const stakeMinor = rounds.find((round) => round.uid === uid)?.stakeMinor ?? 0;
    return roundId ? [{ roundId, stakeMinor, winMinor, voided: partners.voided.has(uid) }] : [];
  });
  const facts = rounds.map((round) => ({
    ...{ roundId: round.roundId, state: round.state, stakeMinor: round.stakeMinor },
    winMinor: isPaid(round) ? (round.outcome?.winMinor ?? null) : null,
    jackpotMinor: isPaid(round) ? (round.outcome?.jackpot?.amountMinor ?? 0) : 0,
    ...{ acceptedAtMs: round.acceptedAtMs, closedAtMs: round.closedAtMs },
  }));
  return { rounds: facts, answers, ledger, draws, prizes, events, published: null, healed: true };
}

/** How many of a player's rounds are not over on disk. */
const openCount = (player: Player): Promise<number> =>
  runInDurableObject(
    objectOf(player),
    (_, { storage }) =>
      storage.sql
        .exec<{ count: number }>('SELECT count(*) AS count FROM rounds WHERE closed_at_ms IS NULL')
        .one().count,
  );

/** Rings a player's alarm until no round is open, whatever is aborted meanwhile. */
export async function drained(player: Player, timeout = 60_000): Promise<void> {
  await vi.waitUntil(
    async () => {
      await runDurableObjectAlarm(objectOf(player));
      return (await openCount(player)) === 0;
    },
    { timeout, interval: 50 },
  );
}
