import type { CompiledBonus, CompiledModel, CompiledSet } from './compiled-model.ts';

/** What one spin is worth, in line bets, before the free-spin multiplier. Filled anew by {@link evaluateStops}. */
export interface SpinValue {
  linePay: number;
  scatterPay: number;
  /** Free spins awarded; the caller decides whether they count in free spins too. */
  awarded: number;
  /** Bonus prizes to be drawn. */
  bonusHits: number;
}

/** A window to be filled and a value to be read, so that millions of spins allocate nothing. */
export interface SpinScratch {
  readonly window: Uint8Array;
  readonly value: SpinValue;
}

/** Working memory for one model. */
export const createScratch = (model: CompiledModel): SpinScratch => ({
  window: new Uint8Array(model.reels * model.rows),
  value: { linePay: 0, scatterPay: 0, awarded: 0, bonusHits: 0 },
});

// The `?? 0` below never happen: indices stay inside their arrays. They satisfy the compiler without a branch of weight.

/** Writes the symbol numbers seen when the reels stop at `stops`, reel by reel from top to bottom. */
export function fillWindow(
  model: CompiledModel,
  set: CompiledSet,
  stops: ArrayLike<number>,
  window: Uint8Array,
): void {
  const { rows, reels } = model;
  const { cells, starts } = set;
  for (let reel = 0, at = 0; reel < reels; reel += 1) {
    const first = (starts[reel] ?? 0) + (stops[reel] ?? 0);
    for (let row = 0; row < rows; row += 1, at += 1) window[at] = cells[first + row] ?? 0;
  }
}

/** {@link linePayId} for a line whose first `reel` cells led to `state`. */
function finishLine(
  model: CompiledModel,
  window: Uint8Array,
  line: number,
  state: number,
  reel: number,
): number {
  const { lineCells } = model;
  const next = model.automaton.next;
  const width = model.symbols.length;
  let at = state;
  for (let cell = line * model.reels + reel; at >= 0; cell += 1)
    at = next[at * width + (window[lineCells[cell] ?? 0] ?? 0)] ?? -1;
  return ~at;
}

/** Index into `automaton.pays` of what one line pays; 0 is nothing. */
export const linePayId = (model: CompiledModel, window: Uint8Array, line: number): number =>
  finishLine(model, window, line, 0, 0);

/** What all lines pay together, in line bets. */
function sumLines(model: CompiledModel, window: Uint8Array): number {
  const { linePays } = model;
  const { reels, next, cells, lines, ends } = model.openings;
  const width = model.symbols.length;
  let sum = 0;
  for (let opening = 0, at = 0; opening < ends.length; opening += 1) {
    let code = window[cells[opening * reels] ?? 0] ?? 0;
    if (reels === 2) code = code * width + (window[cells[opening * reels + 1] ?? 0] ?? 0);
    const state = next[code] ?? -1;
    const end = ends[opening] ?? 0;
    if (state < 0) sum += (linePays[~state] ?? 0) * (end - at);
    else
      for (let index = at; index < end; index += 1)
        sum += linePays[finishLine(model, window, lines[index] ?? 0, state, reels)] ?? 0;
    at = end;
  }
  return sum;
}

/** Cells of the window that show scatter number `scatter` of the model. */
export function scatterCount(set: CompiledSet, scatter: number, stops: ArrayLike<number>): number {
  const counts = set.scatterCounts[scatter];
  const { starts } = set;
  let total = 0;
  if (!counts) return total;
  for (let reel = 0; reel < starts.length; reel += 1)
    total += counts[(starts[reel] ?? 0) + (stops[reel] ?? 0)] ?? 0;
  return total;
}

/** True when the bonus symbol stands on each named reel of this line. */
export function bonusOnLine(
  model: CompiledModel,
  bonus: CompiledBonus,
  window: Uint8Array,
  line: number,
): boolean {
  const { lineCells, reels } = model;
  for (let index = 0; index < bonus.reels.length; index += 1) {
    const cell = lineCells[line * reels + (bonus.reels[index] ?? 0)] ?? 0;
    if (window[cell] !== bonus.number) return false;
  }
  return true;
}

/** True when each named reel shows the bonus symbol anywhere. */
export function bonusAnywhere(model: CompiledModel, bonus: CompiledBonus, window: Uint8Array): boolean {
  for (let index = 0; index < bonus.reels.length; index += 1) {
    const first = (bonus.reels[index] ?? 0) * model.rows;
    let row = 0;
    while (row < model.rows && window[first + row] !== bonus.number) row += 1;
    if (row === model.rows) return false;
  }
  return true;
}

function bonusHits(model: CompiledModel, bonus: CompiledBonus, window: Uint8Array): number {
  if (!bonusAnywhere(model, bonus, window)) return 0;
  if (!bonus.onLine) return 1;
  let hits = 0;
  for (let line = 0; line < model.lineCount; line += 1) {
    if (bonusOnLine(model, bonus, window, line)) hits += 1;
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
  const { window, value } = scratch;
  const { scatters } = model;
  fillWindow(model, set, stops, window);
  let scatterPay = 0;
  let awarded = 0;
  for (let index = 0; index < scatters.length; index += 1) {
    const count = scatterCount(set, index, stops);
    scatterPay += scatters[index]?.pays[count] ?? 0;
    awarded += scatters[index]?.awards[count] ?? 0;
  }
  value.linePay = sumLines(model, window);
  value.scatterPay = scatterPay;
  value.awarded = awarded;
  value.bonusHits = model.bonus ? bonusHits(model, model.bonus, window) : 0;
  return value;
}
