import type { PlayRules } from '@roundgate/contract';
import { MINUTE_MS, type Sitting } from './state.ts';

type Rest = PlayRules['rest'];

/** A gap this long ends a sitting where the market names none. */
export const SITTING_GAP_MS = 15 * MINUTE_MS;

const gapMs = (rest: Rest): number => (rest ? rest.gap_min * MINUTE_MS : SITTING_GAP_MS);
const restDueMs = (sitting: Sitting, rest: NonNullable<Rest>): number =>
  sitting.sinceMs + rest.after_min * MINUTE_MS;

/** The sitting that still goes on at `nowMs`; null after a gap, or once the rest that was due is over. */
export function sittingAt(sitting: Sitting | null, rest: Rest, nowMs: number): Sitting | null {
  if (!sitting || nowMs - sitting.lastMs >= gapMs(rest)) return null;
  const restedMs = rest ? restDueMs(sitting, rest) + rest.for_min * MINUTE_MS : Number.POSITIVE_INFINITY;
  return nowMs >= restedMs ? null : sitting;
}

/** The sitting after a launch or an accepted round at `nowMs`. */
export const afterActivity = (sitting: Sitting | null, rest: Rest, nowMs: number): Sitting => ({
  sinceMs: sittingAt(sitting, rest, nowMs)?.sinceMs ?? nowMs,
  lastMs: nowMs,
});

/** When a sitting's rest is due and when play may go on: after the rest, or after a gap that ends the sitting by itself. */
export function restTimes(sitting: Sitting, rest: NonNullable<Rest>): { dueMs: number; overMs: number } {
  const dueMs = restDueMs(sitting, rest);
  const overMs = Math.min(dueMs + rest.for_min * MINUTE_MS, sitting.lastMs + gapMs(rest));
  return { dueMs, overMs: Math.max(dueMs, overMs) };
}
