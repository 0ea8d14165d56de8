import type { CompiledModel } from './compiled-model.ts';

/** The version of the rules in this folder and of the draw order; it changes when any outcome could. */
export const MECHANICS_VERSION = 'slot-engine/1';

/** No spin of the model pays more than this many line bets: every line and scatter at its best, every prize drawn. */
export function largestBaseWin(model: CompiledModel): number {
  const line = model.linePays.reduce((most, pay) => Math.max(most, pay), 0);
  const scatter = model.scatters.reduce((sum, entry) => sum + Math.max(...entry.pays), 0);
  const prize = Math.max(0, ...(model.bonus?.pays ?? []));
  const prizes = model.bonus?.onLine ? model.lineCount : 1;
  return line * model.lineCount + scatter + prize * prizes;
}
