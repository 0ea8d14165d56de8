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
  const rows = model.rows;
  for (let reel = 0, at = 0; reel < model.reels; reel += 1) {
    const strip = set.strips[reel];
    const stop = stops[reel] ?? 0;
    for (let row = 0; row < rows; row += 1, at += 1) window[at] = strip?.[stop + row] ?? 0;
  }
}

/** Index into `automaton.pays` of what one line pays; 0 is nothing. */
export function linePayId(model: CompiledModel, window: Uint8Array, line: number): number {
  const next = model.automaton.next;
  const width = model.symbols.length;
  let cell = line * model.reels;
  let state = 0;
  while (state >= 0) {
    state = next[state * width + (window[model.lineCells[cell] ?? 0] ?? 0)] ?? -1;
    cell += 1;
  }
  return ~state;
}

/** Cells of the window that show scatter number `scatter` of the model. */
export function scatterCount(set: CompiledSet, scatter: number, stops: ArrayLike<number>): number {
  const counts = set.scatterCounts[scatter];
  let total = 0;
  for (let reel = 0; reel < set.lengths.length; reel += 1) total += counts?.[reel]?.[stops[reel] ?? 0] ?? 0;
  return total;
}

/** True when the bonus symbol stands on each named reel of this line. */
export function bonusOnLine(
  model: CompiledModel,
  bonus: CompiledBonus,
  window: Uint8Array,
  line: number,
): boolean {
  for (const reel of bonus.reels) {
    if (window[model.lineCells[line * model.reels + reel] ?? 0] !== bonus.number) return false;
  }
  return true;
}

/** True when each named reel shows the bonus symbol anywhere. */
export function bonusAnywhere(model: CompiledModel, bonus: CompiledBonus, window: Uint8Array): boolean {
  return bonus.reels.every((reel) => {
    for (let row = 0; row < model.rows; row += 1) {
      if (window[reel * model.rows + row] === bonus.number) return true;
    }
    return false;
  });
}

function bonusHits(model: CompiledModel, bonus: CompiledBonus, window: Uint8Array): number {
  if (!bonus.onLine) return bonusAnywhere(model, bonus, window) ? 1 : 0;
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
  fillWindow(model, set, stops, window);
  value.linePay = 0;
  value.scatterPay = 0;
  value.awarded = 0;
  for (let line = 0; line < model.lineCount; line += 1) {
    value.linePay += model.linePays[linePayId(model, window, line)] ?? 0;
  }
  for (let index = 0; index < model.scatters.length; index += 1) {
    const count = scatterCount(set, index, stops);
    value.scatterPay += model.scatters[index]?.pays[count] ?? 0;
    value.awarded += model.scatters[index]?.awards[count] ?? 0;
  }
  value.bonusHits = model.bonus ? bonusHits(model, model.bonus, window) : 0;
  return value;
}
