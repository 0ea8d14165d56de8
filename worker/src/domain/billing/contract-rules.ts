import type { RoyaltyContract } from '@roundgate/contract';
import { closedBy, periodAt } from './periods.ts';

/** A wrong field, as a problem names it. */
interface Fault {
  readonly field: string;
  readonly message: string;
}

/** What must stay the same from version to version: a change of these is another contract. */
const FIXED = ['operator_id', 'studio_id', 'currency', 'period'] as const;

/** What is wrong with a new version beside the earlier ones: it may not change what was closed. */
export function contractFaults(
  earlier: readonly RoyaltyContract[],
  next: RoyaltyContract,
  today: string,
): Fault[] {
  const last = earlier.reduce<RoyaltyContract | undefined>(
    (best, one) => (best && best.version > one.version ? best : one),
    undefined,
  );
  const faults: Fault[] = [];
  const fault = (field: string, message: string): void => void faults.push({ field, message });
  const period = periodAt(next.starts_on, next.period);
  if (period.from !== next.starts_on) fault('starts_on', `must be the first day of a ${next.period}`);
  if (next.version !== (last?.version ?? 0) + 1) fault('version', `must be ${(last?.version ?? 0) + 1}`);
  if (!last) return faults;
  for (const name of FIXED) if (next[name] !== last[name]) fault(name, `must stay ${last[name]}`);
  if (next.starts_on < last.starts_on) fault('starts_on', `is before that of version ${last.version}`);
  if (closedBy(period, last) < today) fault('starts_on', `is in ${period.name}, which is closed`);
  return faults;
}
