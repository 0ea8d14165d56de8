import { describe, expect, it } from 'vitest';
import { AUTOPLAY_ROUNDS, afterRound, autoplayRounds, countAutoplay, startAutoplay } from './autoplay.ts';
import { countedMinor, countUpMs, winMood } from './celebration.ts';

describe('win mood', () => {
  it.each([
    [0, 'none'],
    [99, 'none'],
    [100, 'none'],
    [101, 'win'],
    [999, 'win'],
    [1000, 'big'],
    [2499, 'big'],
    [2500, 'huge'],
  ] as const)('a win of %d on a stake of 100 is "%s"', (win, mood) => {
    expect(winMood(win, 100, false)).toBe(mood);
  });

  it.each([
    [0, 'none'],
    [1, 'win'],
    [100, 'win'],
    [1000, 'big'],
  ] as const)('a win of %d on a stake of 100 is "%s" where a market lets it be celebrated', (win, mood) => {
    expect(winMood(win, 100, true)).toBe(mood);
  });

  it('gives a win of the stake or less no count', () => {
    expect(countUpMs('none')).toBe(0);
  });

  it('counts whole minor units and ends exactly', () => {
    expect(countedMinor(333, 0.5)).toBe(166);
    expect(countedMinor(333, 1)).toBe(333);
    expect(countedMinor(333, -1)).toBe(0);
  });
});

describe('autoplay', () => {
  it('ends when its rounds are used up', () => {
    let run = startAutoplay(AUTOPLAY_ROUNDS);
    for (let round = 0; round < AUTOPLAY_ROUNDS; round += 1) {
      expect(run).not.toBeNull();
      run = afterRound(countAutoplay(run), 0, 100);
    }
    expect(run).toBeNull();
  });

  it('is never longer than the market says', () => {
    expect([null, 60, 10, 3].map(autoplayRounds)).toEqual([10, 10, 10, 3]);
    expect(startAutoplay(autoplayRounds(3))).toEqual({ left: 3 });
  });

  it('ends after a win of twenty stakes', () => {
    expect(afterRound({ left: 5 }, 1999, 100)).toEqual({ left: 5 });
    expect(afterRound({ left: 5 }, 2000, 100)).toBeNull();
  });

  it('stays off when it is off', () => {
    expect(afterRound(countAutoplay(null), 0, 100)).toBeNull();
  });
});
