import { describe, expect, it } from 'vitest';
import { EXAMPLE } from './example-model.ts';
import { cellsOf, lineSymbols, windowAt, windowText } from './grid.ts';
import { linePay } from './line-pay.ts';
import { restingReels } from './resting-window.ts';
import { stripsOf } from './slot-model.ts';

describe('resting reels', () => {
  it('show a window that pays nothing and is on the strips', () => {
    const { stops, window } = restingReels(EXAMPLE);
    expect(window).toEqual(windowAt(stripsOf(EXAMPLE, 'base'), stops, EXAMPLE.rows));
    for (const line of EXAMPLE.lines) expect(linePay(EXAMPLE, lineSymbols(window, line)).pay).toBe(0);
    expect(cellsOf(window, 'S').length).toBeLessThan(2);
  });

  it('are the same every time', () => {
    expect(restingReels(EXAMPLE)).toEqual(restingReels(EXAMPLE));
  });
});

describe('windows', () => {
  it('wrap around the end of a strip', () => {
    expect(windowAt([['A', 'B', 'C']], [2], 3)).toEqual([['C', 'A', 'B']]);
  });

  it('are told row by row', () => {
    expect(
      windowText(
        [
          ['A', 'B'],
          ['C', 'D'],
        ],
        (symbol) => symbol.toLowerCase(),
      ),
    ).toBe('a, c; b, d');
  });
});
