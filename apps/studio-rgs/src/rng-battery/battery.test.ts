import { describe, expect, it } from 'vitest';
import { runBattery } from './battery.ts';
import { chiSquareTail, logGamma, normalTails, poissonTail } from './distributions.ts';

describe('the distributions behind the tests', () => {
  it('have the quantiles of published tables', () => {
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 12);
    expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 7);
    expect(chiSquareTail(42.557, 29)).toBeCloseTo(0.05, 5);
    expect(chiSquareTail(1_142.848, 999)).toBeCloseTo(0.001, 5);
    expect(normalTails(1.959964)).toBeCloseTo(0.05, 7);
    // P(X <= 1) and P(X >= 8) of a Poisson of mean 4.
    expect(poissonTail(1, 4)).toBeCloseTo(0.0915782, 7);
    expect(poissonTail(8, 4)).toBeCloseTo(0.0511336, 7);
  });
});

describe('the battery', () => {
  it('finds nothing wrong with the generator, and something with every planted fault', {
    timeout: 120_000,
  }, () => {
    // The seed is fixed: whether a test of chance passes is then no matter of chance.
    const { results, faults } = runBattery('fixed', () => undefined);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
    expect(results.length).toBeGreaterThan(12);
    expect(faults.filter(({ caughtBy }) => caughtBy === null)).toEqual([]);
    expect(faults.length).toBeGreaterThanOrEqual(5);
  });
});
