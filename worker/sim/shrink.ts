import type { Violation } from '@roundgate/contract/audit';
import { runSchedule } from './run-schedule.ts';
import type { Schedule } from './schedule.ts';

const breaks = async (schedule: Schedule, invariant: string): Promise<boolean> => {
  const { violations } = await runSchedule(schedule);
  return violations.some((violation) => violation.invariant === invariant);
};

/** Simpler schedules to try, the greatest simplification first. */
function* simpler(schedule: Schedule): Generator<Schedule> {
  if (schedule.faultPercent > 0) yield { ...schedule, faultPercent: 0 };
  for (const fault of schedule.faults)
    yield { ...schedule, faults: schedule.faults.filter((other) => other !== fault) };
  for (const [index] of schedule.crashAtWrites.entries())
    yield { ...schedule, crashAtWrites: schedule.crashAtWrites.toSpliced(index, 1) };
  for (const [index, act] of schedule.acts.entries()) {
    yield { ...schedule, acts: schedule.acts.toSpliced(index, 1) };
    if (act.do === 'start' && act.copies > 1)
      yield { ...schedule, acts: schedule.acts.with(index, { ...act, copies: act.copies - 1 }) };
  }
}

/** The smallest schedule found that still breaks the first broken promise. */
export async function shrink(schedule: Schedule, first: Violation): Promise<Schedule> {
  let smallest = schedule;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of simpler(smallest)) {
      if (candidate.acts.length === 0 || !(await breaks(candidate, first.invariant))) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return smallest;
}
