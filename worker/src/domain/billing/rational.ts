import type { RoyaltyContract } from '@roundgate/contract';

/** An exact fraction; the denominator is positive. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

const gcd = (left: bigint, right: bigint): bigint => (right === 0n ? left : gcd(right, left % right));

function make(top: bigint, bottom: bigint): Rational {
  const shared = gcd(top < 0n ? -top : top, bottom) || 1n;
  return { top: top / shared, bottom: bottom / shared };
}

export const ZERO: Rational = { top: 0n, bottom: 1n };

/** A whole number. Throws a `RangeError` when it is none that a double holds exactly. */
export function whole(value: number): Rational {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not exact`);
  return { top: BigInt(value), bottom: 1n };
}

/** A decimal text such as `0.125`, exactly. */
export function decimal(text: string): Rational {
  const [units = '0', parts = ''] = text.split('.');
  return make(BigInt(units + parts), 10n ** BigInt(parts.length));
}

export const add = (left: Rational, right: Rational): Rational =>
  make(left.top * right.bottom + right.top * left.bottom, left.bottom * right.bottom);
export const negate = ({ top, bottom }: Rational): Rational => ({ top: -top, bottom });
export const subtract = (left: Rational, right: Rational): Rational => add(left, negate(right));
export const multiply = (left: Rational, right: Rational): Rational =>
  make(left.top * right.top, left.bottom * right.bottom);
export const less = (left: Rational, right: Rational): boolean =>
  left.top * right.bottom < right.top * left.bottom;
export const smaller = (left: Rational, right: Rational): Rational => (less(left, right) ? left : right);
export const larger = (left: Rational, right: Rational): Rational => (less(left, right) ? right : left);

/** As a whole number, or as a fraction such as `-1/3`. */
export const textOf = ({ top, bottom }: Rational): string =>
  bottom === 1n ? String(top) : `${top}/${bottom}`;

/** How a fraction becomes a whole number of minor units. */
export type Rounding = RoyaltyContract['rounding'];

/** The whole number below or at a fraction. */
const floor = ({ top, bottom }: Rational): bigint =>
  top / bottom - (top % bottom !== 0n && top < 0n ? 1n : 0n);

/** Rounds by name. `down` is towards zero; a half goes away from zero, or to the even neighbour. */
export function round(value: Rational, rounding: Rounding): number {
  const isNegative = value.top < 0n;
  const size = isNegative ? negate(value) : value;
  const low = floor(size);
  const twice = (size.top - low * size.bottom) * 2n;
  const isUp =
    rounding !== 'down' &&
    (twice > size.bottom || (twice === size.bottom && (rounding === 'half_up' || low % 2n === 1n)));
  const result = Number(isUp ? low + 1n : low);
  if (!Number.isSafeInteger(result)) throw new RangeError(`${textOf(value)} is beyond exact integers`);
  return isNegative && result !== 0 ? -result : result;
}
