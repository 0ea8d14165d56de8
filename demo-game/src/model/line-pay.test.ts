import { describe, expect, it } from 'vitest';
import { EXAMPLE } from './example-model.ts';
import { linePay } from './line-pay.ts';

describe('line pay', () => {
  it('pays a run from the left', () => {
    expect(linePay(EXAMPLE, ['A', 'A', 'K'])).toEqual({ symbol: 'A', count: 2, pay: 2 });
    expect(linePay(EXAMPLE, ['K', 'A', 'A']).pay).toBe(0);
  });

  it('lets the wild stand for other symbols', () => {
    expect(linePay(EXAMPLE, ['W', 'K', 'K'])).toEqual({ symbol: 'K', count: 3, pay: 10 });
  });

  it('pays the greater of the two readings of a run of wilds', () => {
    expect(linePay(EXAMPLE, ['W', 'W', 'K'])).toEqual({ symbol: 'K', count: 3, pay: 10 });
    expect(linePay(EXAMPLE, ['W', 'W', 'S'])).toEqual({ symbol: 'W', count: 2, pay: 5 });
    expect(linePay(EXAMPLE, ['W', 'W', 'W'])).toEqual({ symbol: 'W', count: 3, pay: 50 });
  });

  it('never lets the wild stand for a symbol that it excludes', () => {
    expect(linePay(EXAMPLE, ['S', 'W', 'S']).pay).toBe(0);
  });
});
