import type { SpinOutcome } from '../src/analysis/index.ts';
import { type CompiledModel, type CompiledSet, createScratch, evaluateStops } from '../src/maths/index.ts';

/** Moves `stops` to the next combination, the last reel first; false after the last one. */
function advance(stops: Int32Array, lengths: readonly number[]): boolean {
  for (let reel = stops.length - 1; reel >= 0; reel -= 1) {
    const next = (stops[reel] ?? 0) + 1;
    stops[reel] = next === lengths[reel] ? 0 : next;
    if (next !== lengths[reel]) return true;
  }
  return false;
}

/** Plays every combination of stops once, by the evaluation of a real spin: slow, plain, and what the analysis must equal. */
export function walkCycle(model: CompiledModel, set: CompiledSet): SpinOutcome[] {
  const found = new Map<string, { pay: number; bonusHits: number; awarded: number; ways: number }>();
  const stops = new Int32Array(set.lengths.length);
  const scratch = createScratch(model);
  do {
    const { linePay, scatterPay, bonusHits, awarded } = evaluateStops(model, set, stops, scratch);
    const outcome = { pay: linePay + scatterPay, bonusHits, awarded };
    const key = JSON.stringify(outcome);
    const known = found.get(key) ?? { ...outcome, ways: 0 };
    known.ways += 1;
    found.set(key, known);
  } while (advance(stops, set.lengths));
  return [...found.values()];
}
