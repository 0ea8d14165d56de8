import { chiSquareTail, normalTails, poissonTail } from './distributions.ts';

/** A draw below a bound, as a round makes it. */
export type BoundedDraw = (bound: number) => number;

/** Chance of a deviation at least as large as the one found, in the nearer tail; small means that it is no chance. */
export type PValue = number;

/** Both tails count: a chi-square that is too small is as suspicious as one that is too large. */
function chiSquare(counts: ArrayLike<number>, expected: (cell: number) => number): PValue {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const due = expected(cell);
    sum += ((counts[cell] ?? 0) - due) ** 2 / due;
  }
  const upper = chiSquareTail(sum, counts.length - 1);
  return Math.min(upper, 1 - upper);
}

/** Every value as often as every other, values of a large bound being gathered in `cells` equal ranges. */
export function frequency(draw: BoundedDraw, bound: number, draws: number, cells = bound): PValue {
  const counts = new Float64Array(cells);
  const width = bound / cells;
  for (let index = 0; index < draws; index += 1) {
    const cell = Math.floor(draw(bound) / width);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return chiSquare(counts, () => draws / cells);
}

/** Every pair of values as often as every other. `pairs` gives the next pair each time it is asked. */
export function serialPairs(pairs: () => readonly [number, number], bound: number, count: number): PValue {
  const counts = new Float64Array(bound * bound);
  for (let index = 0; index < count; index += 1) {
    const [left, right] = pairs();
    const cell = left * bound + right;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return chiSquare(counts, () => count / (bound * bound));
}

/** Probability that all of `bound` values are first complete after exactly `length` draws, for lengths below `last`. */
function couponChances(bound: number, last: number): number[] {
  const chances: number[] = [];
  let seen = new Float64Array(bound + 1);
  seen[0] = 1;
  for (let length = 1; length < last; length += 1) {
    const next = new Float64Array(bound + 1);
    for (let kinds = 1; kinds <= bound; kinds += 1)
      next[kinds] =
        ((seen[kinds - 1] ?? 0) * (bound - kinds + 1)) / bound +
        (kinds < bound ? ((seen[kinds] ?? 0) * kinds) / bound : 0);
    chances.push(next[bound] ?? 0);
    next[bound] = 0;
    seen = next;
  }
  return chances;
}

/** Coupon collector: how many draws it takes to see all values, against the exact distribution. */
export function coupons(draw: BoundedDraw, bound: number, collections: number): PValue {
  const first = 2 * bound;
  const last = 5 * bound;
  const chances = couponChances(bound, last);
  // Short and long collections are gathered, so that no cell is nearly empty.
  const short = chances.slice(0, first).reduce((sum, chance) => sum + chance, 0);
  const cells = [short, ...chances.slice(first)];
  cells.push(1 - cells.reduce((sum, chance) => sum + chance, 0));
  const counts = new Float64Array(cells.length);
  for (let collection = 0; collection < collections; collection += 1) {
    const length = collect(draw, bound, last);
    const cell = Math.min(Math.max(length - first, 0), cells.length - 1);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return chiSquare(counts, (cell) => collections * (cells[cell] ?? 0));
}

function collect(draw: BoundedDraw, bound: number, most: number): number {
  const seen = new Set<number>();
  let length = 0;
  while (seen.size < bound && length < most) {
    seen.add(draw(bound));
    length += 1;
  }
  return length;
}

/** Birthdays: how many of `draws` values of a large bound were there before, which is a Poisson count. */
export function duplicates(values: () => number, bound: number, draws: number): PValue {
  const seen = new Set<number>();
  for (let index = 0; index < draws; index += 1) seen.add(values());
  return poissonTail(draws - seen.size, (draws * (draws - 1)) / 2 / bound);
}

/** Wald and Wolfowitz: runs above and below the middle are neither too many nor too few. */
export function runs(draw: BoundedDraw, bound: number, draws: number): PValue {
  let [high, changes, before] = [0, 0, -1];
  for (let index = 0; index < draws; index += 1) {
    const side = draw(bound) * 2 >= bound ? 1 : 0;
    high += side;
    if (side !== before && before !== -1) changes += 1;
    before = side;
  }
  const low = draws - high;
  const product = 2 * high * low;
  const mean = product / draws + 1;
  const variance = (product * (product - draws)) / (draws * draws * (draws - 1));
  return variance > 0 ? normalTails((changes + 1 - mean) / Math.sqrt(variance)) : 0;
}
