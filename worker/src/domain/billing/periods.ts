import type { RoyaltyContract } from '@roundgate/contract';

const DAY_MS = 86_400_000;
const dayOf = (utcMs: number): string => new Date(utcMs).toISOString().slice(0, 10);

/** A day so many days after another. */
export const addDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MS);

/** A billing period. */
export interface Period {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The period of a name such as `2026-Q1` or `2026-01`. */
export function periodOf(name: string): Period {
  const year = Number(name.slice(0, 4));
  const isQuarter = name[5] === 'Q';
  const first = isQuarter ? (Number(name[6]) - 1) * 3 : Number(name.slice(5)) - 1;
  const last = Date.UTC(year, first + (isQuarter ? 3 : 1), 1) - DAY_MS;
  return { name, from: dayOf(Date.UTC(year, first, 1)), to: dayOf(last) };
}

/** The period that a day is in. */
export function periodAt(day: string, kind: RoyaltyContract['period']): Period {
  const month = Number(day.slice(5, 7));
  return periodOf(
    kind === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.floor((month - 1) / 3) + 1}`,
  );
}

/** The period before one. */
export const before = ({ from }: Period, kind: RoyaltyContract['period']): Period =>
  periodAt(addDays(from, -1), kind);

/** The last day whose postings a period is closed by. */
export const closedBy = ({ to }: Pick<Period, 'to'>, { closes_after_days }: RoyaltyContract): string =>
  addDays(to, closes_after_days);
