import { describe, expect, it } from 'vitest';
import { prizeText, progressOf, scoreText, shownPlaces } from './table-view.ts';

const place = (rank: number) => ({ rank, alias: `P${rank}`, score: 1_000 - rank });
const places = Array.from({ length: 30 }, (_, at) => place(at + 1));

describe('the table that a player sees', () => {
  it("has the player's own row in its place, marked, when it is among the best", () => {
    const rows = shownPlaces({ places, you: place(3) });
    expect(rows).toHaveLength(10);
    expect(rows.filter(({ isYou }) => isYou).map(({ rank }) => rank)).toEqual([3]);
    expect(rows.some(({ gap }) => gap)).toBe(false);
  });

  it("has the player's own row below the best when it is further down, also without a rank", () => {
    expect(shownPlaces({ places, you: place(25) }).at(-1)).toMatchObject({
      rank: 25,
      isYou: true,
      gap: true,
    });
    const unranked = { rank: null, alias: 'ME', score: 0 };
    expect(shownPlaces({ places, you: unranked }).at(-1)).toMatchObject({ rank: null, isYou: true });
    expect(shownPlaces({ places: [], you: place(1) })).toMatchObject([{ isYou: true, gap: false }]);
  });

  it('marks nobody for an onlooker', () => {
    expect(shownPlaces({ places, you: null }).some(({ isYou }) => isYou)).toBe(false);
  });
});

it('a score is told as its metric means it', () => {
  const words = { money: (minor: number) => `€${minor}`, number: (value: number) => String(value) };
  expect(scoreText({ metric: 'sum_win' }, 250, words)).toBe('€250');
  expect(scoreText({ metric: 'best_multiplier' }, 1_250, words)).toBe('× 12.5');
  expect(scoreText({ metric: 'streak' }, 4, words)).toBe('4');
});

it('places with the same prize stand together, and a mission is never over its target', () => {
  expect(prizeText([500, 100, 100, 50], String)).toBe('1.\u00a0500 · 2.–3.\u00a0100 · 4.\u00a050');
  expect([progressOf(5, 20), progressOf(40, 20)]).toEqual([0.25, 1]);
});
