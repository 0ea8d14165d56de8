import { describe, expect, it } from 'vitest';
import { meanInterval, type Sample, tQuantile, welchInterval } from './intervals.ts';

const sampleOf = (values: readonly (number | bigint)[]): Sample => {
  const whole = values.map(BigInt);
  return {
    count: whole.length,
    sum: whole.reduce((sum, value) => sum + value, 0n),
    squares: whole.reduce((sum, value) => sum + value * value, 0n),
  };
};

describe("the quantile of Student's t", () => {
  // Reference values of another library.
  it.each([
    [0.5, 164.55767348048818],
    [1, 12.706204736174694],
    [1.7, 5.1188389882530565],
    [2, 4.302652729749462],
    [3.5, 2.9400886379827282],
    [5, 2.5705818356363146],
    [10, 2.228138851986274],
    [30, 2.0422724563012378],
    [57.3, 2.002238268231336],
    [1_000, 1.9623390808264083],
    [1_000_000, 1.959966356814107],
    [1e12, 1.959963984540054],
  ])('with %d degrees of freedom is known', (degrees, known) => {
    expect(Math.abs(tQuantile(degrees) / known - 1)).toBeLessThan(1e-8);
  });
});

describe('an interval', () => {
  const [left, right] = [sampleOf([0, 0, 150, 40, 900, -30]), sampleOf([10, 20, -5, 60])];

  it('of a mean is t standard errors to each side', () => {
    const { mean, low, high } = meanInterval(left) ?? {};
    expect(mean).toBeCloseTo(176.66666666666666, 10);
    expect(low).toBeCloseTo(-201.052419723388, 8);
    expect(high).toBeCloseTo(554.3857530567213, 8);
  });

  it("of a difference is Welch's", () => {
    const { mean, low, high, degreesOfFreedom } = welchInterval(left, right) ?? {};
    expect(mean).toBeCloseTo(155.41666666666666, 10);
    expect(low).toBeCloseTo(-221.99704372333085, 8);
    expect(high).toBeCloseTo(532.8303770566641, 8);
    expect(degreesOfFreedom).toBeCloseTo(5.0892158901858995, 10);
  });

  it('is not told of one player, and nothing is told of none', () => {
    expect(meanInterval(sampleOf([7]))).toEqual({ mean: 7, low: null, high: null });
    expect(welchInterval(left, sampleOf([7]))).toMatchObject({
      low: null,
      high: null,
      degreesOfFreedom: null,
    });
    expect(meanInterval(sampleOf([]))).toBeUndefined();
    expect(welchInterval(left, sampleOf([]))).toBeUndefined();
    expect(welchInterval(sampleOf([5, 5]), sampleOf([3, 3]))).toEqual({
      ...{ mean: 2, low: null, high: null, degreesOfFreedom: null },
    });
  });

  it('of amounts that are large and alike keeps the digits that differ', () => {
    const base = 9_000_000_000_000_000n;
    const near = meanInterval(sampleOf([base, base + 2n, base + 4n]));
    const half = tQuantile(2) * Math.sqrt(4 / 3);
    expect((near?.high ?? 0) - (near?.low ?? 0)).toBeCloseTo(2 * half, -1);
  });
});
