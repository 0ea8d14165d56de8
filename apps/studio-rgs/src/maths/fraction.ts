/** An exact, reduced ratio of whole numbers. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** `num / den` in lowest terms; both must not be negative, `den` not zero. */
export function fraction(num: bigint, den: bigint): Fraction {
  const common = gcd(num, den);
  return { num: num / common, den: den / common };
}

export const addFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.den + b.num * a.den, a.den * b.den);
export const multiplyFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.num, a.den * b.den);

/** Decimal text with `digits` places, rounded half up, exact; trailing zeros are cut down to `leastDigits`. */
export function decimalOf({ num, den }: Fraction, digits: number, leastDigits: number): string {
  const scaled = (num * 10n ** BigInt(digits) * 2n + den) / (den * 2n);
  const text = String(scaled).padStart(digits + 1, '0');
  const places = text.slice(-digits);
  const cut = places.replace(/0+$/, '').padEnd(leastDigits, '0');
  return `${text.slice(0, -digits)}.${cut}`;
}
