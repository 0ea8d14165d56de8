import { fraction, numberOf } from '../maths/index.ts';
import { type ComplexRow, complexRow, transform } from './fourier.ts';
import type { PaySpread } from './outcomes.ts';

/** A polynomial in G whose coefficients are given at every point of a circle, by power. */
type Terms = readonly { readonly power: number; readonly row: ComplexRow }[];

/** Working memory of the evaluation: value and derivative. */
const value = new Float64Array(2);
const slope = new Float64Array(2);
const power = new Float64Array(2);

function raise(x: number, y: number, exponent: number): void {
  let [baseX, baseY, rest] = [x, y, exponent];
  power[0] = 1;
  power[1] = 0;
  for (; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) multiplyPower(baseX, baseY);
    const square = baseX * baseX - baseY * baseY;
    baseY = 2 * baseX * baseY;
    baseX = square;
  }
}

function multiplyPower(x: number, y: number): void {
  const [px = 0, py = 0] = power;
  power[0] = px * x - py * y;
  power[1] = px * y + py * x;
}

/** Sets {@link value} and {@link slope} to the polynomial of point `at`, and its derivative, where G = x + iy. */
function evaluate(terms: Terms, at: number, x: number, y: number): void {
  value.fill(0);
  slope.fill(0);
  for (const term of terms) {
    const re = term.row.re[at] ?? 0;
    const im = term.row.im[at] ?? 0;
    if (term.power > 0) {
      raise(x, y, term.power - 1);
      const [px = 0, py = 0] = power;
      slope[0] = (slope[0] ?? 0) + term.power * (re * px - im * py);
      slope[1] = (slope[1] ?? 0) + term.power * (re * py + im * px);
      multiplyPower(x, y);
    } else raise(x, y, 0);
    const [px = 0, py = 0] = power;
    value[0] = (value[0] ?? 0) + re * px - im * py;
    value[1] = (value[1] ?? 0) + re * py + im * px;
  }
}

const MAX_TURNS = 10_000;
const CLOSE = 1e-30;

/** Newton's method for G = terms(G), from 0; a step that leaves the unit circle, where the root is, is replaced by G = terms(G). */
function solveAt(terms: Terms, at: number, row: ComplexRow): void {
  let [x, y] = [0, 0];
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    evaluate(terms, at, x, y);
    const [vx = 0, vy = 0] = value;
    const [sx = 0, sy = 0] = slope;
    const size = (1 - sx) ** 2 + sy ** 2;
    const [dx, dy] = [vx - x, vy - y];
    const nextX = x + (dx * (1 - sx) - dy * sy) / size;
    const nextY = y + (dy * (1 - sx) + dx * sy) / size;
    const inside = nextX ** 2 + nextY ** 2 <= 1;
    const moved = (nextX - x) ** 2 + (nextY - y) ** 2;
    [x, y] = inside ? [nextX, nextY] : [vx, vy];
    if (inside && moved < CLOSE) break;
  }
  row.re[at] = x;
  row.im[at] = y;
}

/** Values of every pay row on the circle of `radius`, by award; `unit` is what all pays are multiples of. */
function termsOf(spread: PaySpread, unit: number, size: number, radius: number): Terms {
  return [...spread.byAward].map(([award, pays]) => {
    const row = complexRow(size);
    for (const [pay, weight] of pays) {
      const step = pay / unit;
      const share = numberOf(fraction(weight, spread.total)) * radius ** step;
      row.re[step % size] = (row.re[step % size] ?? 0) + share;
    }
    transform(row, 1);
    return { power: award, row };
  });
}

/** A circle to invert on: points, and the damping of what lies one turn further. */
export interface Circle {
  readonly size: number;
  readonly damping: number;
}

/**
 * Probabilities that a whole round pays 0, 1, … count - 1 units, by inverting its generating function. With
 * G(z) for a free spin and its retriggers, G = free(z, G) and the round is base(z, G). The values on a circle inside
 * the unit circle are transformed back; what wraps around is damped by `circle.damping`.
 */
export function roundProbabilities(
  base: PaySpread,
  free: PaySpread,
  unit: number,
  count: number,
  { size, damping }: Circle,
): Float64Array {
  const radius = damping ** (1 / size);
  const freeTerms = termsOf(free, unit, size, radius);
  const baseTerms = termsOf(base, unit, size, radius);
  const round = complexRow(size);
  const root = complexRow(size);
  // A real series takes conjugate values at mirrored points, so one half is enough.
  for (let at = 0; at <= size / 2; at += 1) {
    solveAt(freeTerms, at, root);
    evaluate(baseTerms, at, root.re[at] ?? 0, root.im[at] ?? 0);
    const mirror = (size - at) % size;
    round.re[mirror] = value[0] ?? 0;
    round.im[mirror] = -(value[1] ?? 0);
    round.re[at] = value[0] ?? 0;
    round.im[at] = mirror === at ? 0 : (value[1] ?? 0);
  }
  transform(round, -1);
  return Float64Array.from({ length: count }, (_, step) => (round.re[step] ?? 0) / size / radius ** step);
}
