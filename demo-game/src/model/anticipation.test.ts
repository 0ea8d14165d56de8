import { describe, expect, it } from 'vitest';
import { tenseReels } from './anticipation.ts';
import { EXAMPLE, EXAMPLE_DOCUMENT } from './example-model.ts';
import { parseSlotModel } from './slot-model.ts';

const column = (symbol: string) => [symbol, 'K', 'A'];
const WITH_BONUS = parseSlotModel({
  ...EXAMPLE_DOCUMENT,
  freeSpins: undefined,
  bonus: { symbol: 'A', reels: [0, 2], onLine: false, prizes: [{ pay: 5, weight: 1 }] },
});

describe('anticipation', () => {
  it.each([
    [
      ['S', 'S', 'S'],
      [false, false, true],
    ],
    [
      ['S', 'S', 'K'],
      [false, false, true],
    ],
    [
      ['S', 'K', 'S'],
      [false, false, false],
    ],
    [
      ['K', 'K', 'K'],
      [false, false, false],
    ],
  ])('after %j the reels are tense as %j, whatever the last one shows', (symbols, tense) => {
    expect(tenseReels(EXAMPLE, 'base', symbols.map(column))).toEqual(tense);
  });

  it('is none in free spins that cannot be won again', () => {
    expect(tenseReels(EXAMPLE, 'free', ['S', 'S', 'S'].map(column))).toEqual([false, false, false]);
  });

  it('waits for the last reel of the bonus', () => {
    const none = ['K', 'K', 'K'];
    expect(tenseReels(WITH_BONUS, 'base', [['A', 'K', 'K'], none, none])).toEqual([false, false, true]);
    expect(tenseReels(WITH_BONUS, 'base', [none, none, ['A', 'K', 'K']])).toEqual([false, false, false]);
  });
});
