import { add, type Rational, subtract, ZERO } from './rational.ts';

/** The whole number below or at a fraction. */
const floorOf = ({ top, bottom }: Rational): bigint =>
  top / bottom - (top % bottom !== 0n && top < 0n ? 1n : 0n);

/**
 * Splits a whole amount by weights, so that the parts are whole and add up to it: each gets the whole part of its exact
 * share, and what is left goes to the largest fractions, the first of equal ones first. Without any weight the first part
 * takes it all: a minimum is owed though nothing was played.
 */
export function allocate(amountMinor: number, weights: readonly Rational[]): number[] {
  const total = weights.reduce(add, ZERO);
  if (total.top === 0n) return weights.map((_, index) => (index === 0 ? amountMinor : 0));
  const shares = weights.map(
    ({ top, bottom }): Rational => shareOf(BigInt(amountMinor) * top * total.bottom, bottom * total.top),
  );
  const parts = shares.map(floorOf);
  const left = Number(BigInt(amountMinor) - parts.reduce((sum, part) => sum + part, 0n));
  const byFraction = shares
    .map((share, index) => ({ index, fraction: subtract(share, { top: parts[index] ?? 0n, bottom: 1n }) }))
    .sort((one, other) => compare(other.fraction, one.fraction) || one.index - other.index);
  const lucky = new Set(byFraction.slice(0, left).map(({ index }) => index));
  return parts.map((part, index) => Number(part) + (lucky.has(index) ? 1 : 0));
}

const shareOf = (top: bigint, bottom: bigint): Rational =>
  bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };

const compare = (left: Rational, right: Rational): number =>
  Number(left.top * right.bottom - right.top * left.bottom > 0n) -
  Number(left.top * right.bottom - right.top * left.bottom < 0n);
