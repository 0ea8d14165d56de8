/** A sample by its exact sums: how many, Σx and Σx². */
export interface Sample {
  readonly count: number;
  readonly sum: bigint;
  readonly squares: bigint;
}

/** A mean with the ends of its 95 % interval; null where too few make none. */
export interface Interval {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The share on each side that an interval leaves out. */
const TAIL = 0.025;

/** ln Γ(x) for x > 0 by Lanczos' series; good to about 15 digits. */
function lnGamma(x: number): number {
  const terms = [
    ...[676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406],
    ...[12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7],
  ];
  const z = x - 1;
  const base = terms.reduce((sum, term, index) => sum + term / (z + index + 1), 0.9999999999998099);
  const t = z + terms.length - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(base);
}

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let step = 1;
    for (const part of [even, odd]) {
      d = 1 / away(1 + part * d);
      c = away(1 + part / c);
      step *= c * d;
    }
    value *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return value;
}

/** The regularised incomplete beta function I_x(a, b). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** From so many degrees of freedom on, the quantile is that of the normal distribution to eight digits of it. */
const NORMAL_FROM = 1e9;
const NORMAL_QUANTILE = 1.959963984540054;

/**
 * The two-sided 95 % quantile of Student's t for any degrees of freedom over 0, whole or not: where the tail
 * P(T > t) = I_{df/(df+t²)}(df/2, 1/2) / 2 is 2.5 %, found by halving.
 */
export function tQuantile(degreesOfFreedom: number): number {
  if (degreesOfFreedom >= NORMAL_FROM) return NORMAL_QUANTILE;
  const tail = (t: number): number =>
    incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) / 2;
  let [low, high] = [0, 2];
  while (tail(high) > TAIL && high < 1e300) high *= 2;
  for (let time = 0; time < 200; time += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (tail(middle) > TAIL) low = middle;
    else high = middle;
  }
  return high;
}

/** The mean of a sample; undefined of an empty one. */
const meanOf = ({ count, sum }: Sample): number | undefined =>
  count === 0 ? undefined : Number(sum) / count;

/**
 * The square of the mean's standard error, s²/n; undefined of less than two. n·Σx² − (Σx)² is taken from whole numbers
 * before anything is rounded, so that two large sums do not take each other's digits.
 */
function squaredErrorOf({ count, sum, squares }: Sample): number | undefined {
  if (count < 2) return undefined;
  const n = BigInt(count);
  return Number(n * squares - sum * sum) / Number(n * n * (n - 1n));
}

/** The mean and its interval: t·s/√n around it, t for n − 1 degrees of freedom. Undefined of an empty sample. */
export function meanInterval(sample: Sample): Interval | undefined {
  const mean = meanOf(sample);
  if (mean === undefined) return undefined;
  const squaredError = squaredErrorOf(sample);
  if (squaredError === undefined) return { mean, low: null, high: null };
  const half = tQuantile(sample.count - 1) * Math.sqrt(squaredError);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * The mean of `left` less that of `right`, with Welch's interval: the variances need not be the same, and the degrees of
 * freedom are Welch and Satterthwaite's. Undefined when either is empty.
 */
export function welchInterval(
  left: Sample,
  right: Sample,
): (Interval & { readonly degreesOfFreedom: number | null }) | undefined {
  const [a, b] = [meanOf(left), meanOf(right)];
  if (a === undefined || b === undefined) return undefined;
  const mean = a - b;
  const [errorA, errorB] = [squaredErrorOf(left), squaredErrorOf(right)];
  if (errorA === undefined || errorB === undefined)
    return { mean, low: null, high: null, degreesOfFreedom: null };
  const squaredError = errorA + errorB;
  // Nobody differs from anybody within either: nothing is known of how they vary.
  if (squaredError === 0) return { mean, low: null, high: null, degreesOfFreedom: null };
  const [shareA, shareB] = [errorA / squaredError, errorB / squaredError];
  const degreesOfFreedom = 1 / (shareA ** 2 / (left.count - 1) + shareB ** 2 / (right.count - 1));
  const half = tQuantile(degreesOfFreedom) * Math.sqrt(squaredError);
  return { mean, low: mean - half, high: mean + half, degreesOfFreedom };
}
