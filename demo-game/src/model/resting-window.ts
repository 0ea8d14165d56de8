import { cellsOf, lineSymbols, type SymbolWindow, windowAt } from './grid.ts';
import { linePay } from './line-pay.ts';
import { type SlotModel, stripsOf } from './slot-model.ts';

/** Reels at rest: strip positions and what they show. */
export interface RestingReels {
  readonly stops: readonly number[];
  readonly window: SymbolWindow;
}

function paysNothing(model: SlotModel, window: SymbolWindow): boolean {
  const scatters = [...Object.keys(model.scatterPays), ...(model.bonus ? [model.bonus.symbol] : [])];
  const quiet = scatters.every((symbol) => cellsOf(window, symbol).length < 2);
  return quiet && model.lines.every((line) => linePay(model, lineSymbols(window, line)).pay === 0);
}

/**
 * A window to open the game with before any round was played: always the same, with as many different symbols as there
 * are, and worth nothing, so that no win seems to be withheld.
 */
export function restingReels(model: SlotModel): RestingReels {
  const strips = stripsOf(model, 'base');
  let best: RestingReels | null = null;
  let bestKinds = 0;
  for (let turn = 0; turn < 400; turn += 1) {
    const stops = strips.map((strip, reel) => (turn * (reel * 2 + 1) + reel * 7) % strip.length);
    const window = windowAt(strips, stops, model.rows);
    const kinds = new Set(window.flat()).size;
    if (kinds > bestKinds && paysNothing(model, window)) {
      best = { stops, window };
      bestKinds = kinds;
    }
  }
  if (best) return best;
  const stops = strips.map(() => 0);
  return { stops, window: windowAt(strips, stops, model.rows) };
}
