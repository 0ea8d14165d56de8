import type { Landing } from '../../engine/reel-tape.ts';
import type { SymbolWindow } from '../../model/grid.ts';
import { type SlotModel, stripsOf } from '../../model/slot-model.ts';

/** Landings of a window as the server told it. */
export function landingsOf(
  model: SlotModel,
  set: string,
  stops: readonly number[],
  window: SymbolWindow,
): Landing[] {
  const strips = stripsOf(model, set);
  return window.map((column, reel) => ({
    strip: strips[reel] ?? column,
    stop: stops[reel] ?? 0,
    column,
  }));
}
