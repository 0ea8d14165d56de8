import type { FxRate, ReportDimension, ReportLine, RoyaltyContract } from '@roundgate/contract';
import type { Rollup } from '@roundgate/contract/reporting';
import { lineOf } from '../reporting/activity.ts';
import { versionOn } from './invoice.ts';
import { type Period, periodAt } from './periods.ts';
import { shareOut } from './share-out.ts';

/** The billing period that a report covers exactly, if it does: by months or by quarters. */
export function coveredPeriod(from: string, to: string, kind: RoyaltyContract['period']): Period | undefined {
  const period = periodAt(from, kind);
  return period.from === from && period.to === to ? period : undefined;
}

/** Contracts with rates, as they apply to a report. */
export interface ReportContracts {
  /** Every version of every contract. */
  readonly versions: readonly RoyaltyContract[];
  readonly rates: readonly FxRate[];
}

/**
 * Tells each line its part of what contracts ask for, where the report covers a billing period exactly. `rows` are the
 * report's totals with operator and game. The studio's name in a line comes from its game, which the key of a row has too.
 */
export function withRoyalties(
  lines: readonly ReportLine[],
  rows: readonly Rollup[],
  {
    from,
    to,
    groupBy,
  }: { readonly from: string; readonly to: string; readonly groupBy: readonly ReportDimension[] },
  { versions, rates }: ReportContracts,
): ReportLine[] {
  const due = new Map<string, { minor: number; currencies: Set<RoyaltyContract['currency']> }>();
  for (const own of Map.groupBy(versions, ({ contract_id }) => contract_id).values()) {
    const contract = versionOn(own, from);
    const period = contract && coveredPeriod(from, to, contract.period);
    if (!contract || !period) continue;
    const billed = rows.filter(
      ({ operator_id, game_id }) =>
        operator_id === contract.operator_id && contract.game_ids.includes(game_id),
    );
    const { byLine, currency } = shareOut(contract, rates, period, billed, (row) => lineOf(row, groupBy));
    for (const [line, minor] of byLine) {
      const before = due.get(line) ?? { minor: 0, currencies: new Set() };
      due.set(line, { minor: before.minor + minor, currencies: before.currencies.add(currency) });
    }
  }
  return lines.map((line) => {
    const found = due.get(lineOf(line, groupBy));
    const [currency, another] = [...(found?.currencies ?? [])];
    // Amounts of two currencies are not added: such a line must be asked for by operator.
    return found && currency && !another
      ? { ...line, royalty_due_minor: found.minor, royalty_currency: currency }
      : line;
  });
}
