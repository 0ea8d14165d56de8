import {
  type Currency,
  canonicalJson,
  type FxRate,
  type Invoice,
  type RoyaltyContract,
  type RoyaltyStatement,
} from '@roundgate/contract';
import { byCurrency, figuresOf, type Rollup } from '@roundgate/contract/reporting';
import type { Sha256 } from '../rounds/keys.ts';
import { rateOn } from './fx.ts';
import { before, closedBy, type Period, periodAt } from './periods.ts';
import { round, subtract, textOf, whole } from './rational.ts';
import { type PlayedFigures, royaltyOf, toldSteps } from './royalty.ts';

/** What an invoice is made of. Nothing else goes into it, so that the same facts give the same invoice. */
export interface BillingFacts {
  /** Every version of the contract. */
  readonly versions: readonly RoyaltyContract[];
  readonly rates: readonly FxRate[];
  /** Totals by day and posting day, of the contract's operator and games or of more. */
  readonly totals: readonly Rollup[];
}

/** Thrown when no version of a contract covers a period. */
export class NotCoveredError extends Error {
  readonly code = 'NOT_COVERED';
}

/** The version that holds on a day: the newest that has begun. */
export function versionOn(versions: readonly RoyaltyContract[], day: string): RoyaltyContract | undefined {
  return versions
    .filter(({ starts_on }) => starts_on <= day)
    .reduce<RoyaltyContract | undefined>(
      (best, one) => (best && best.version > one.version ? best : one),
      undefined,
    );
}

const freeSpins = (rows: readonly Rollup[]): number =>
  rows
    .filter(({ kind, spin_type }) => kind === 'stake' && spin_type === 'free')
    .reduce((sum, { count }) => sum + count, 0);

/** What was played, by currency, each with its rate for a period. */
export function playedFigures(
  rows: readonly Rollup[],
  contract: RoyaltyContract,
  rates: readonly FxRate[],
  period: Period,
): PlayedFigures[] {
  const figures = [...byCurrency(rows)].map(([currency, own]: [Currency, Rollup[]]) => ({
    currency,
    ...figuresOf(own),
    free_spins: freeSpins(own),
    fx: rateOn(rates, currency, contract.currency, period.to, closedBy(period, contract)),
  }));
  return figures.sort((left, right) => (left.currency < right.currency ? -1 : 1));
}

/** The totals of a period that a contract bills: its operator, its games, what was posted up to a day. */
export const billedRows = (
  totals: readonly Rollup[],
  { operator_id, game_ids }: RoyaltyContract,
  { from, to }: Period,
  postedUntil: string,
): Rollup[] =>
  totals.filter(
    (row) =>
      row.operator_id === operator_id &&
      game_ids.includes(row.game_id) &&
      row.day >= from &&
      row.day <= to &&
      row.posted <= postedUntil,
  );

/** What a period comes to, as known by what was posted up to a day. Its own rates hold, however late a posting came. */
export function statementOf(
  facts: BillingFacts,
  contract: RoyaltyContract,
  period: Period,
  postedUntil: string,
): RoyaltyStatement {
  const rows = billedRows(facts.totals, contract, period, postedUntil);
  const figures = playedFigures(rows, contract, facts.rates, period);
  const { steps, due } = royaltyOf(contract, figures);
  const due_minor = round(due, contract.rounding);
  return {
    ...{ period: period.name, from: period.from, to: period.to, posted_until: postedUntil },
    contract_version: contract.version,
    figures,
    steps: toldSteps(steps),
    due_minor,
    remainder: textOf(subtract(due, whole(due_minor))),
  };
}

/** What earlier periods have come to since the invoice before this one, each against what it was invoiced at. */
function adjustmentsOf(
  facts: BillingFacts,
  contract: RoyaltyContract,
  period: Period,
): Invoice['adjustments'] {
  const closed = closedBy(period, contract);
  const found: Invoice['adjustments'] = [];
  const last = before(period, contract.period);
  for (let earlier = last; ; earlier = before(earlier, contract.period)) {
    const own = versionOn(facts.versions, earlier.from);
    if (!own) return found.reverse();
    const statement = statementOf(facts, own, earlier, closed);
    // What it was last told at: when the period before this one was closed, or its own.
    const invoiced = statementOf(facts, own, earlier, closedBy(last, contract)).due_minor;
    const adjustment_minor = statement.due_minor - invoiced;
    if (adjustment_minor !== 0)
      found.push({
        period: earlier.name,
        invoiced_minor: invoiced,
        now_minor: statement.due_minor,
        adjustment_minor,
        statement,
      });
  }
}

/**
 * The invoice of a period: what it came to when it was closed, and true-ups of earlier ones. A late posting never changes
 * an invoice; it is an adjustment of the next.
 */
export function invoiceOf(facts: BillingFacts, period: Period, today: string, sha256: Sha256): Invoice {
  const contract = versionOn(facts.versions, period.from);
  if (!contract) throw new NotCoveredError(`no version of the contract holds on ${period.from}`);
  if (periodAt(period.from, contract.period).name !== period.name)
    throw new NotCoveredError(`this contract is billed by ${contract.period}`);
  const closed = closedBy(period, contract);
  const statement = statementOf(facts, contract, period, closed);
  const adjustments = adjustmentsOf(facts, contract, period);
  const invoice = {
    format: 'roundgate.invoice/1' as const,
    contract,
    status: today > closed ? ('final' as const) : ('provisional' as const),
    statement,
    adjustments,
    total_minor: adjustments.reduce((sum, one) => sum + one.adjustment_minor, statement.due_minor),
  };
  return { ...invoice, digest: sha256(canonicalJson(invoice)) };
}
