import type { SymbolWindow } from './grid.ts';
import { type SlotModel, stripsOf } from './slot-model.ts';

const shows = (window: SymbolWindow, reel: number, symbol: string): number =>
  (window[reel] ?? []).filter((shown) => shown === symbol).length;

/** True where one more symbol on this reel, after what the reels before it show, would win free spins. */
function nearFreeSpins(model: SlotModel, set: string, window: SymbolWindow, reel: number): boolean {
  const { freeSpins } = model;
  if (!freeSpins || (set !== 'base' && !freeSpins.retrigger)) return false;
  const least = Math.min(...Object.keys(freeSpins.awards).map(Number));
  let seen = 0;
  for (let before = 0; before < reel; before += 1) seen += shows(window, before, freeSpins.symbol);
  return seen >= least - 1 && (stripsOf(model, set)[reel] ?? []).includes(freeSpins.symbol);
}

/** True on the last reel of the bonus, when all others of it show its symbol. */
function nearBonus(model: SlotModel, set: string, window: SymbolWindow, reel: number): boolean {
  const { bonus } = model;
  if (!bonus || Math.max(...bonus.reels) !== reel) return false;
  const others = bonus.reels.filter((other) => other !== reel);
  if (others.length === 0 || others.some((other) => shows(window, other, bonus.symbol) === 0)) return false;
  return (stripsOf(model, set)[reel] ?? []).includes(bonus.symbol);
}

/**
 * The reels that are worth holding one's breath for, from left to right. A matter of what the reels before them have
 * shown already: it is the same whether the reel then completes the win or not.
 */
export const tenseReels = (model: SlotModel, set: string, window: SymbolWindow): boolean[] =>
  window.map((_, reel) => nearFreeSpins(model, set, window, reel) || nearBonus(model, set, window, reel));
