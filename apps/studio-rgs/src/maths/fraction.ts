/** An exact, reduced ratio of whole numbers; never negative. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [left, right] = [a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
};

/** `num / den` in lowest terms; both must not be negative, `den` not zero. */
export function fraction(num: bigint, den: bigint): Fraction {
  const common = gcd(num, den);
  return { num: num / common, den: den / common };
}

export const ZERO = fraction(0n, 1n);

/** A whole number, or a ratio of two, as a {@link Fraction}. */
export const ratio = (num: bigint | number, den: bigint | number = 1n): Fraction =>
  fraction(BigInt(num), BigInt(den));

export const addFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.den + b.num * a.den, a.den * b.den);
/** `a - b`; throws RangeError when that is negative. */
export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  const num = a.num * b.den - b.num * a.den;
  if (num < 0n) throw new RangeError('a fraction below zero');
  return fraction(num, a.den * b.den);
}
export const multiplyFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.num, a.den * b.den);
/** `a / b`; `b` must not be zero. */
export const divideFractions = (a: Fraction, b: Fraction): Fraction => fraction(a.num * b.den, a.den * b.num);
export const sumFractions = (...terms: readonly Fraction[]): Fraction => terms.reduce(addFractions, ZERO);

export const fractionText = ({ num, den }: Fraction): string => `${num}/${den}`;

/** Decimal text with `digits` places, rounded half up, exact; trailing zeros are cut down to `leastDigits`. */
export function decimalOf({ num, den }: Fraction, digits: number, leastDigits: number): string {
  const scaled = (num * 10n ** BigInt(digits) * 2n + den) / (den * 2n);
  const text = String(scaled).padStart(digits + 1, '0');
  const places = text.slice(-digits);
  const cut = places.replace(/0+$/, '').padEnd(leastDigits, '0');
  return `${text.slice(0, -digits)}.${cut}`;
}

const bits = (value: bigint): number => value.toString(16).length * 4;

/** The double next to the fraction, within its last place, however large its parts are. */
export function numberOf({ num, den }: Fraction): number {
  if (num === 0n) return 0;
  // 64 to 71 leading bits of the quotient: more than a double holds, so that its rounding is the only one that counts.
  const shift = 68 + bits(den) - bits(num);
  const quotient = shift >= 0 ? (num << BigInt(shift)) / den : num / (den << BigInt(-shift));
  return Number(quotient) * 2 ** -shift;
}
