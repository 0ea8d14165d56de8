import type { ReportDimension, ReportLine } from '@roundgate/contract';
import { type Archive, readBatch } from '@roundgate/contract/audit';
import { type Figures, figuresOf, type Rollup, Totals } from '@roundgate/contract/reporting';
import { refused } from '../cli/failure.ts';

/** Every dimension that an event itself tells; a studio is told by its games. */
export const FULL: readonly ReportDimension[] = [
  ...(['day', 'operator_id', 'game_id', 'build_hash', 'rtp_profile', 'currency', 'spin_type'] as const),
];

/** A line by the dimensions that make it one. */
export const lineId = (line: Pick<ReportLine, ReportDimension>): string =>
  FULL.map((name) => line[name]).join(' ');

const MONEY_AND_COUNTS = [
  ...(['spins_total', 'eligible_spins', 'turnover_minor', 'ggr_minor'] as const),
  ...(['jackpot_contrib_minor', 'bonus_cost_minor', 'netwin_minor'] as const),
] satisfies readonly (keyof Figures)[];

/** Adds up a copy of the write-once store: what was posted up to a day. */
export function recompute(archive: Archive, postedUntil: string): Map<string, Figures> {
  const totals = new Totals();
  for (const key of archive.keys.filter((one) => one.startsWith('batches/'))) {
    const batch = readBatch(archive.read(key));
    if (typeof batch === 'string')
      throw refused(key, batch, 'verify the copy first: roundgate audit verify --export DIR');
    for (const line of batch.events) if (line.at.slice(0, 10) <= postedUntil) totals.add(line);
  }
  const groups = Map.groupBy(totals.rows(), (row: Rollup) => lineId(row));
  return new Map([...groups].map(([id, rows]) => [id, figuresOf(rows)]));
}

/** A figure that is not the same on both sides. */
export interface Difference {
  readonly line: string;
  readonly figure: string;
  readonly stored: number;
  readonly reported: number;
}

/** Holds a report against what the events come to: every figure of every line, in both directions. */
export function compare(
  stored: ReadonlyMap<string, Figures>,
  reported: ReadonlyMap<string, Figures>,
): Difference[] {
  const ids = [...new Set([...stored.keys(), ...reported.keys()])].sort();
  return ids.flatMap((line) =>
    MONEY_AND_COUNTS.flatMap((figure) => {
      const [left, right] = [stored.get(line)?.[figure] ?? 0, reported.get(line)?.[figure] ?? 0];
      return left === right ? [] : [{ line, figure, stored: left, reported: right }];
    }),
  );
}
