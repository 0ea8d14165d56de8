import type { TournamentRules } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { decidedEntry, reached, rowOf, settledAtClose, type TableEntry } from './table-entry.ts';

const AT = '2026-01-31T18:00:00.000Z';
const rules = (prize: TournamentRules['prize']): TournamentRules => ({
  ...{ name: 'Evening', game_ids: ['g-night-market'], currency: 'EUR', metric: 'spins' },
  ...{ starts_at: AT, ends_at: AT, entry: { kind: 'cash', min_stake_minor: 1 }, prize },
  anti_bot: { review_at: 40, exclude_at: 90 },
});
const MISSION = rules({ kind: 'target', target: 10, amount_minor: 70 });
const CUP = rules({ kind: 'ranks', amounts_minor: [500, 200] });
const entry = (playerId: string, score: number, change: Partial<TableEntry> = {}): TableEntry => ({
  ...{ playerId, alias: playerId, score, spins: score, reachedAtMs: 1_000, suspicion: 0, signals: [] },
  ...{ isTester: false, decision: null, isClosed: true, chain: null, lateRounds: 0 },
  ...{ rank: null, status: null, prizeMinor: null, award: 'none' },
  ...change,
});
const told = (entries: readonly TableEntry[]) =>
  entries.map(({ playerId, rank, prizeMinor, award }) => [playerId, rank, prizeMinor, award]);

describe('a close', () => {
  it('owes each place its prize, once whoever is suspected has been looked at', () => {
    const odd = entry('p-odd', 9, { suspicion: 50 });
    expect(told(settledAtClose([entry('p-ada', 5), odd, entry('p-none', 0)], CUP))).toEqual([
      ['p-odd', 1, 500, 'withheld'],
      ['p-ada', 2, 200, 'owed'],
      ['p-none', null, 0, 'none'],
    ]);
  });

  it('leaves the prize of a mission as it was decided: paid, or for good not', () => {
    const given = entry('p-ada', 12, { prizeMinor: 70, award: 'given' });
    const withheld = reached(entry('p-odd', 12, { suspicion: 50 }), MISSION);
    expect(withheld).toMatchObject({ award: 'withheld', prizeMinor: 70 });
    const excluded = withheld && decidedEntry(withheld, 'exclude');
    expect(excluded).toMatchObject({ award: 'none', prizeMinor: 0 });
    if (!excluded) return;
    expect(reached(excluded, MISSION)).toBeUndefined();
    expect(told(settledAtClose([given, excluded], MISSION))).toEqual([
      ['p-ada', 1, 70, 'given'],
      ['p-odd', null, 0, 'none'],
    ]);
  });
});

describe('a mission', () => {
  it('is reached once, and by nobody who is excluded by rule', () => {
    const won = reached(entry('p-ada', 10), MISSION);
    expect(won).toMatchObject({ award: 'owed', prizeMinor: 70 });
    expect(won && reached(won, MISSION)).toBeUndefined();
    expect(reached(entry('p-ada', 9), MISSION)).toBeUndefined();
    expect(reached(entry('p-bot', 10, { suspicion: 95 }), MISSION)).toBeUndefined();
  });
});

describe('a decision', () => {
  it('pays or takes the prize of a place that the close withheld, and of no other', () => {
    const [odd, ada] = settledAtClose([entry('p-odd', 9, { suspicion: 50 }), entry('p-ada', 5)], CUP);
    if (!odd || !ada) throw new Error('nobody is placed');
    const rowAfter = (decision: 'pay' | 'exclude') => {
      const after = decidedEntry(odd, decision);
      return after && rowOf({ ...after, status: after.status ?? 'review' });
    };
    expect(rowAfter('pay')).toMatchObject({ rank: 1, status: 'ranked', award: 'owed', prize_minor: 500 });
    expect(rowAfter('exclude')).toMatchObject({ status: 'excluded', award: 'none', prize_minor: 0 });
    expect(decidedEntry(ada, 'exclude')).toBeUndefined();
  });
});
