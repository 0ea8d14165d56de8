import type { CompiledBonus, CompiledModel, CompiledSet } from './compiled-model.ts';
import { pairStops, type StopPairs } from './stop-pairs.ts';

/** What is seen: the strips of a set, and where on them the window of each reel begins. */
export interface Sight {
  cells: Uint8Array;
  readonly at: Int32Array;
}

/** What one spin is worth, in line bets, before the free-spin multiplier. Filled anew by {@link evaluateStops}. */
export interface SpinValue {
  linePay: number;
  scatterPay: number;
  /** Free spins awarded; the caller decides whether they count in free spins too. */
  awarded: number;
  /** Bonus prizes to be drawn. */
  bonusHits: number;
}

/** Working memory, so that millions of spins allocate nothing. */
export interface SpinScratch {
  readonly sight: Sight;
  readonly value: SpinValue;
  readonly basePairs: StopPairs | undefined;
  readonly freePairs: StopPairs | undefined;
}

/** Nothing seen yet. */
export const createSight = (model: CompiledModel): Sight => ({
  cells: model.base.cells,
  at: new Int32Array(model.reels),
});

/** Working memory for one model, with what its first reels decide. */
export function createScratch(model: CompiledModel): SpinScratch {
  const basePairs = pairStops(model, model.base);
  return {
    sight: createSight(model),
    value: { linePay: 0, scatterPay: 0, awarded: 0, bonusHits: 0 },
    basePairs,
    freePairs: model.free === model.base ? basePairs : pairStops(model, model.free),
  };
}

// The `?? 0` below never happen: indices stay inside their arrays. They satisfy the compiler without a branch of weight.

/** Lets the reels of a set stop. */
export function lookAt(set: CompiledSet, stops: ArrayLike<number>, sight: Sight): void {
  const { starts } = set;
  const { at } = sight;
  sight.cells = set.cells;
  for (let reel = 0; reel < at.length; reel += 1) at[reel] = (starts[reel] ?? 0) + (stops[reel] ?? 0);
}

/** The symbol number that is seen in one cell of the window. */
export const seenAt = ({ cells, at }: Sight, reel: number, row: number): number =>
  cells[(at[reel] ?? 0) + row] ?? 0;

/** {@link linePayId} for a line whose first `first` cells led to `state`. */
function finishLine(model: CompiledModel, sight: Sight, line: number, state: number, first: number): number {
  const { lineRows, reels } = model;
  const { cells, at } = sight;
  const next = model.automaton.next;
  const width = model.symbols.length;
  const row = line * reels;
  let now = state;
  for (let reel = first; now >= 0; reel += 1)
    now = next[now * width + (cells[(at[reel] ?? 0) + (lineRows[row + reel] ?? 0)] ?? 0)] ?? -1;
  return ~now;
}

/** Index into `automaton.pays` of what one line pays; 0 is nothing. */
export const linePayId = (model: CompiledModel, sight: Sight, line: number): number =>
  finishLine(model, sight, line, 0, 0);

/** What all lines pay together, in line bets: what the first reels have decided, and the lines that go on. */
function sumLines(model: CompiledModel, sight: Sight, pairs: StopPairs | undefined, pair: number): number {
  const { linePays, lineCount } = model;
  let sum = 0;
  if (!pairs) {
    for (let line = 0; line < lineCount; line += 1) sum += linePays[linePayId(model, sight, line)] ?? 0;
    return sum;
  }
  const { lines, states, ends, reels } = pairs;
  const end = ends[pair] ?? 0;
  sum = pairs.decided[pair] ?? 0;
  for (let at = pair > 0 ? (ends[pair - 1] ?? 0) : 0; at < end; at += 1)
    sum += linePays[finishLine(model, sight, lines[at] ?? 0, states[at] ?? 0, reels)] ?? 0;
  return sum;
}

/** Cells of the window that show scatter number `scatter` of the model. */
export function scatterCount(set: CompiledSet, scatter: number, { at }: Sight): number {
  const counts = set.scatterCounts[scatter];
  let total = 0;
  if (!counts) return total;
  for (let reel = 0; reel < at.length; reel += 1) total += counts[at[reel] ?? 0] ?? 0;
  return total;
}

/** True when the bonus symbol stands on each named reel of this line. */
export function bonusOnLine(model: CompiledModel, bonus: CompiledBonus, sight: Sight, line: number): boolean {
  const { lineRows, reels } = model;
  for (let index = 0; index < bonus.reels.length; index += 1) {
    const reel = bonus.reels[index] ?? 0;
    if (seenAt(sight, reel, lineRows[line * reels + reel] ?? 0) !== bonus.number) return false;
  }
  return true;
}

/** True when each named reel shows the bonus symbol anywhere. */
export function bonusAnywhere(model: CompiledModel, bonus: CompiledBonus, sight: Sight): boolean {
  for (let index = 0; index < bonus.reels.length; index += 1) {
    const reel = bonus.reels[index] ?? 0;
    let row = 0;
    while (row < model.rows && seenAt(sight, reel, row) !== bonus.number) row += 1;
    if (row === model.rows) return false;
  }
  return true;
}

function bonusHits(model: CompiledModel, bonus: CompiledBonus, sight: Sight): number {
  if (!bonusAnywhere(model, bonus, sight)) return 0;
  if (!bonus.onLine) return 1;
  let hits = 0;
  for (let line = 0; line < model.lineCount; line += 1) {
    if (bonusOnLine(model, bonus, sight, line)) hits += 1;
  }
  return hits;
}

/** Values one spin without building events; the result is in `scratch.value` until the next call. */
export function evaluateStops(
  model: CompiledModel,
  set: CompiledSet,
  stops: ArrayLike<number>,
  scratch: SpinScratch,
): SpinValue {
  const { sight, value } = scratch;
  const { scatters, bonus } = model;
  lookAt(set, stops, sight);
  let scatterPay = 0;
  let awarded = 0;
  for (let index = 0; index < scatters.length; index += 1) {
    const count = scatterCount(set, index, sight);
    scatterPay += scatters[index]?.pays[count] ?? 0;
    awarded += scatters[index]?.awards[count] ?? 0;
  }
  const pairs = set === model.base ? scratch.basePairs : scratch.freePairs;
  const pair = pairs?.reels === 2 ? (stops[0] ?? 0) * pairs.width + (stops[1] ?? 0) : (stops[0] ?? 0);
  value.linePay = sumLines(model, sight, pairs, pair);
  value.scatterPay = scatterPay;
  value.awarded = awarded;
  value.bonusHits = bonus ? bonusHits(model, bonus, sight) : 0;
  return value;
}
