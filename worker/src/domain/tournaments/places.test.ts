import { describe, expect, it } from 'vitest';
import { type Contender, placesOf, prizeOf } from './places.ts';

const RULES = { review_at: 40, exclude_at: 80 };
const one = (playerId: string, score: number, change: Partial<Contender> = {}): Contender => ({
  ...{ playerId, score, reachedAtMs: 1_000, suspicion: 0, isTester: false, decision: null },
  ...change,
});
const placed = (...contenders: Contender[]) =>
  placesOf(contenders, RULES).map(({ playerId, rank, status }) => [playerId, rank, status]);

describe('a place', () => {
  it('goes to the higher score, then to the earlier, then by name: no two are alike', () => {
    expect(placed(one('p-d', 5), one('p-c', 5), one('p-b', 5, { reachedAtMs: 900 }), one('p-a', 9))).toEqual([
      ['p-a', 1, 'ranked'],
      ['p-b', 2, 'ranked'],
      ['p-c', 3, 'ranked'],
      ['p-d', 4, 'ranked'],
    ]);
  });

  it('is none without a point, for a tester, and for what is excluded; the others move up', () => {
    const contenders = [
      one('p-bot', 99, { suspicion: 80 }),
      one('p-test-x', 98, { isTester: true }),
      one('p-odd', 50, { suspicion: 40 }),
      one('p-none', 0, { reachedAtMs: null }),
      one('p-ada', 10),
    ];
    expect(placed(...contenders)).toEqual([
      ['p-odd', 1, 'review'],
      ['p-ada', 2, 'ranked'],
      ['p-bot', null, 'excluded'],
      ['p-test-x', null, 'excluded'],
      ['p-none', null, 'ranked'],
    ]);
  });

  it("follows a person's decision over the rule, but for a tester", () => {
    const decided = { suspicion: 90, decision: 'pay' as const };
    expect(placed(one('p-bot', 9, decided), one('p-ada', 5, { decision: 'exclude' }))).toEqual([
      ['p-bot', 1, 'ranked'],
      ['p-ada', null, 'excluded'],
    ]);
    expect(placed(one('p-test-x', 9, { isTester: true, decision: 'pay' }))[0]?.[1]).toBeNull();
  });

  it('has the prize of its rank, and a target the same for all who reach it', () => {
    const ranks = { kind: 'ranks' as const, amounts_minor: [500, 200] };
    const prizes = [1, 2, 3, null].map((rank) => prizeOf(ranks, { rank, status: 'ranked', score: 1 }));
    expect(prizes).toEqual([500, 200, 0, 0]);
    const target = { kind: 'target' as const, target: 10, amount_minor: 70 };
    expect([9, 10, 11].map((score) => prizeOf(target, { rank: 1, status: 'ranked', score }))).toEqual([
      0, 70, 70,
    ]);
    expect(prizeOf(target, { rank: null, status: 'excluded', score: 11 })).toBe(0);
  });
});
