import { type Fraction, fraction } from '../maths/index.ts';
import { roundProbabilities } from './generating-function.ts';
import type { PaySpread } from './outcomes.ts';
import { AnalysisRefused } from './spin-spread.ts';

/** Moments of a pay that is cut at a cap, in line bets; exact. */
export function cappedMoments(
  { total, byAward }: PaySpread,
  cap: number,
): { mean: Fraction; meanSquare: Fraction } {
  let sum = 0n;
  let squares = 0n;
  for (const pays of byAward.values()) {
    for (const [pay, weight] of pays) {
      const paid = BigInt(Math.min(pay, cap));
      sum += paid * weight;
      squares += paid * paid * weight;
    }
  }
  return { mean: fraction(sum, total), meanSquare: fraction(squares, total) };
}

/** Moments of a capped round with free spins, in line bets: no fractions any more, but numbers with their uncertainty. */
export interface CappedRound {
  readonly mean: number;
  readonly variance: number;
  /** Probability that a round reaches its cap. */
  readonly reached: number;
  /** How far two independent computations of `mean` lie apart. */
  readonly uncertainty: number;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

function commonUnit(spreads: readonly PaySpread[]): number {
  let unit = 0;
  for (const { byAward } of spreads)
    for (const pays of byAward.values()) for (const pay of pays.keys()) unit = gcd(unit, pay);
  return unit || 1;
}

/** Points of the largest circle that is worth its memory. */
const MAX_SIZE = 2 ** 22;
const DAMPINGS = [1e-12, 1e-10] as const;

function momentsOn(probabilities: Float64Array, unit: number, cap: number) {
  let [missing, missingSquares, below] = [0, 0, 0];
  probabilities.forEach((probability, step) => {
    const pay = step * unit;
    missing += (cap - pay) * probability;
    missingSquares += (cap - pay) * (cap + pay) * probability;
    below += probability;
  });
  const mean = cap - missing;
  return { mean, variance: cap * cap - missingSquares - mean * mean, reached: Math.max(0, 1 - below) };
}

/**
 * The round that stops at `cap` line bets. Pays never are negative, so what it pays is the lesser of the cap and what it
 * would pay without. Where free spins retrigger, the probability of a pay is the root of a polynomial and no ratio of
 * whole numbers: so this is computed in doubles, twice, and says how far the two lie apart.
 */
export function cappedRound(base: PaySpread, free: PaySpread, cap: number): CappedRound {
  const unit = commonUnit([base, free]);
  const count = Math.ceil(cap / unit);
  const size = 2 ** Math.ceil(Math.log2(4 * count));
  if (size > MAX_SIZE)
    throw new AnalysisRefused(
      'maxWin',
      `needs the probabilities of ${count} different pays of a round, which is too many`,
    );
  const [first, second] = DAMPINGS.map((damping) =>
    momentsOn(roundProbabilities(base, free, unit, count, { size, damping }), unit, cap),
  );
  if (!first || !second) throw new Error('two computations were asked for');
  return { ...first, uncertainty: Math.abs(first.mean - second.mean) };
}
