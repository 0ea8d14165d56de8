import type { Currency, FxRate, RoyaltyContract } from '@roundgate/contract';
import type { Rollup } from '@roundgate/contract/reporting';
import { allocate } from './allocate.ts';
import { playedFigures } from './invoice.ts';
import type { Period } from './periods.ts';
import { round } from './rational.ts';
import { royaltyOf } from './royalty.ts';

/** A contract's due by line, in minor units of its own currency. */
export interface SharedOut {
  readonly currency: Currency;
  readonly dueMinor: number;
  readonly byLine: ReadonlyMap<string, number>;
}

/**
 * Shares what a period comes to out over the lines of a report: in whole minor units that add up to it. A line weighs what
 * it would come to alone. `rows` are the totals that the contract bills in this period.
 */
export function shareOut(
  contract: RoyaltyContract,
  rates: readonly FxRate[],
  period: Period,
  rows: readonly Rollup[],
  lineOf: (row: Rollup) => string,
): SharedOut {
  const due = (of: readonly Rollup[], minimum_minor: number) =>
    royaltyOf({ parts: contract.parts, minimum_minor }, playedFigures(of, contract, rates, period)).due;
  const dueMinor = round(due(rows, contract.minimum_minor), contract.rounding);
  const lines = [...Map.groupBy(rows, lineOf)].sort(([left], [right]) => (left < right ? -1 : 1));
  const parts = allocate(
    dueMinor,
    lines.map(([, own]) => due(own, 0)),
  );
  return {
    currency: contract.currency,
    dueMinor,
    byLine: new Map(lines.map(([line], index) => [line, parts[index] ?? 0])),
  };
}
