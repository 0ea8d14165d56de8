import {
  addFractions,
  divideFractions,
  type Fraction,
  multiplyFractions,
  ratio,
  subtractFractions,
  sumFractions,
} from '../maths/index.ts';
import type { PrizeMoments } from './prizes.ts';
import type { SpinSpread } from './spin-spread.ts';

const COLUMNS = ['pay', 'bonusHits', 'awarded'] as const;
type Column = (typeof COLUMNS)[number];

/** Means of what a spin pays, hits and awards, and of their products in pairs; exact. */
export interface SpinMeans {
  readonly mean: Readonly<Record<Column, Fraction>>;
  product(left: Column, right: Column): Fraction;
}

/** Reads the means off a spread. */
export function spinMeans({ cycle, outcomes }: SpinSpread): SpinMeans {
  const total = (of: (outcome: SpinSpread['outcomes'][number]) => bigint): Fraction =>
    ratio(
      outcomes.reduce((sum, outcome) => sum + of(outcome) * BigInt(outcome.ways), 0n),
      cycle,
    );
  const single = (column: Column) => total((outcome) => BigInt(outcome[column]));
  return {
    mean: { pay: single('pay'), bonusHits: single('bonusHits'), awarded: single('awarded') },
    product: (left, right) => total((outcome) => BigInt(outcome[left]) * BigInt(outcome[right])),
  };
}

/** Mean and variance of a pay, in line bets. */
export interface PayMoments {
  readonly mean: Fraction;
  readonly variance: Fraction;
}

const times = (...factors: readonly Fraction[]): Fraction => factors.reduce(multiplyFractions);

/**
 * Moments of multiplier × pay + prizes + worth × awarded: what a spin comes to when each free spin that it awards counts
 * as `worth`. The prizes are drawn independently of each other and of the stops.
 */
export function valueMoments(
  means: SpinMeans,
  prize: PrizeMoments,
  multiplier: number,
  worth: Fraction,
): PayMoments {
  const { mean, product } = means;
  const m = ratio(multiplier);
  const two = ratio(2);
  const average = sumFractions(
    times(m, mean.pay),
    times(prize.mean, mean.bonusHits),
    times(worth, mean.awarded),
  );
  const prizeVariance = subtractFractions(prize.meanSquare, times(prize.mean, prize.mean));
  const meanSquare = sumFractions(
    times(m, m, product('pay', 'pay')),
    times(two, m, prize.mean, product('pay', 'bonusHits')),
    times(prizeVariance, mean.bonusHits),
    times(prize.mean, prize.mean, product('bonusHits', 'bonusHits')),
    times(two, m, worth, product('pay', 'awarded')),
    times(two, worth, prize.mean, product('bonusHits', 'awarded')),
    times(worth, worth, product('awarded', 'awarded')),
  );
  return { mean: average, variance: subtractFractions(meanSquare, times(average, average)) };
}

/**
 * Moments of a free spin with all that its retriggers bring. Its worth g solves g = mean + m g, where m is the mean of
 * awarded spins; by the law of total variance its variance v solves v = variance(own + g × awarded) + m v.
 */
export function freeSpinMoments(
  means: SpinMeans,
  prize: PrizeMoments,
  multiplier: number,
  retrigger: boolean,
): PayMoments {
  const none = ratio(0);
  const own = valueMoments(means, prize, multiplier, none);
  if (!retrigger) return own;
  const again = subtractFractions(ratio(1), means.mean.awarded);
  const mean = divideFractions(own.mean, again);
  const { variance } = valueMoments(means, prize, multiplier, mean);
  return { mean, variance: divideFractions(variance, again) };
}

/** Moments of a whole round without a cap: the base spin, and the free spins that it awards, independent of each other. */
export function roundMoments(base: SpinMeans, prize: PrizeMoments, freeSpin: PayMoments): PayMoments {
  const { mean, variance } = valueMoments(base, prize, 1, freeSpin.mean);
  return { mean, variance: addFractions(variance, times(base.mean.awarded, freeSpin.variance)) };
}
