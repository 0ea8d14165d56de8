import type { Violation } from '@roundgate/contract/audit';
import { runSchedule } from './run-schedule.ts';
import { randomSchedule, type Schedule } from './schedule.ts';

/** What a run of many schedules came to. */
export interface BatchResult {
  readonly schedules: number;
  readonly steps: number;
  readonly calls: number;
  readonly faults: number;
  readonly crashes: number;
  readonly violations: number;
  readonly undrained: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly failed: readonly { readonly schedule: Schedule; readonly violations: readonly Violation[] }[];
}

const FAILURES_KEPT = 3;

/** Plays schedules `from` to `to` (not included) of a seed, one after another. */
export async function runBatch(
  seed: string,
  from: number,
  to: number,
  onProgress: (done: number) => void = () => {},
): Promise<BatchResult> {
  const sum = { schedules: 0, steps: 0, calls: 0, faults: 0, crashes: 0, violations: 0, undrained: 0 };
  const ends: Record<string, number> = {};
  const failed: BatchResult['failed'][number][] = [];
  for (let index = from; index < to; index += 1) {
    const schedule = randomSchedule(`${seed}/${index}`);
    const result = await runSchedule(schedule);
    const { violations, rounds } = result;
    sum.schedules += 1;
    sum.violations += violations.length;
    sum.calls += result.sent.length;
    for (const figure of ['steps', 'faults', 'crashes', 'undrained'] as const) sum[figure] += result[figure];
    for (const { state } of rounds) ends[state] = (ends[state] ?? 0) + 1;
    if (violations.length > 0 && failed.length < FAILURES_KEPT) failed.push({ schedule, violations });
    if (sum.schedules % 100 === 0) onProgress(sum.schedules);
  }
  return { ...sum, ends, failed };
}

/** Two halves as one. */
export const addBatches = (left: BatchResult, right: BatchResult): BatchResult => ({
  schedules: left.schedules + right.schedules,
  steps: left.steps + right.steps,
  calls: left.calls + right.calls,
  faults: left.faults + right.faults,
  crashes: left.crashes + right.crashes,
  violations: left.violations + right.violations,
  undrained: left.undrained + right.undrained,
  ends: Object.fromEntries(
    [...new Set([...Object.keys(left.ends), ...Object.keys(right.ends)])].map((state) => [
      state,
      (left.ends[state] ?? 0) + (right.ends[state] ?? 0),
    ]),
  ),
  failed: [...left.failed, ...right.failed],
});
