/** Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7, nine terms; about 15 digits). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

export function logGamma(x: number): number {
  const shifted = x - 1;
  const base = shifted + 7.5;
  const series = LANCZOS.reduce(
    (sum, term, index) => (index === 0 ? term : sum + term / (shifted + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

const TINY = 1e-300;
const MAX_TERMS = 100_000;

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let index = 1; index < MAX_TERMS && term > sum * 1e-17; index += 1) {
    term *= x / (a + index);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** Lentz's continued fraction for the upper part. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let index = 1; index < MAX_TERMS; index += 1) {
    const factor = -index * (index - a);
    b += 2;
    d = 1 / (factor * d + b || TINY);
    c = b + factor / c || TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** The regularised upper incomplete gamma function Q(a, x). */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** Probability of a chi-square of at least `value` with so many degrees of freedom. */
export const chiSquareTail = (value: number, freedom: number): number => upperGamma(freedom / 2, value / 2);

/** Probability that a Poisson count of this mean is as far out as `count`, on its side. */
export function poissonTail(count: number, mean: number): number {
  // P(X < count) is Q(count, mean).
  const below = count === 0 ? 0 : upperGamma(count, mean);
  const upTo = upperGamma(count + 1, mean);
  return Math.min(1 - below, upTo);
}

/** Probability that a standard normal lies at least `value` away from 0. */
export const normalTails = (value: number): number => upperGamma(0.5, (value * value) / 2);
