import { describe, expect, it } from 'vitest';
import { EXAMPLE } from './example-model.ts';
import { lineBetMinor, paytable, StakeNotDivisible } from './paytable.ts';

describe('paytable', () => {
  it('multiplies line pays with the line bet and scatter pays with the stake', () => {
    const rows = paytable(EXAMPLE, 400);
    const of = (symbol: string) => rows.find((row) => row.symbol === symbol)?.entries;
    expect(of('A')).toEqual([
      { count: 3, payMinor: 2000 },
      { count: 2, payMinor: 200 },
    ]);
    expect(of('S')).toEqual([
      { count: 3, payMinor: 2000 },
      { count: 2, payMinor: 400 },
    ]);
  });

  it('multiplies scatter pays with the line bet when the model says so', () => {
    const rows = paytable({ ...EXAMPLE, scatterUnit: 'line' }, 400);
    expect(rows.find(({ symbol }) => symbol === 'S')?.entries[0]).toEqual({ count: 3, payMinor: 500 });
  });

  it('has wild, scatter, then the rest from dear to cheap', () => {
    expect(paytable(EXAMPLE, 4).map(({ symbol }) => symbol)).toEqual(['W', 'S', 'A', 'K']);
    expect(paytable(EXAMPLE, 4).map(({ kind }) => kind)).toEqual(['wild', 'scatter', 'plain', 'plain']);
  });

  it('refuses a stake that no whole line bet makes', () => {
    expect(lineBetMinor(EXAMPLE, 40)).toBe(10);
    expect(() => lineBetMinor(EXAMPLE, 42)).toThrow(StakeNotDivisible);
    expect(() => paytable(EXAMPLE, 0)).toThrow(StakeNotDivisible);
  });
});
