import type { Currency } from '../money.ts';
import { addExactly, type Rollup, type RollupKind } from './rollup.ts';

/** The figures of a line, in minor units of its currency (spec B1). */
export interface Figures {
  /** Every finished spin, whatever paid for it. */
  readonly spins_total: number;
  /** Spins that count for money: paid in cash, not by a test account. */
  readonly eligible_spins: number;
  /** Stakes of eligible spins. */
  readonly turnover_minor: number;
  /** Turnover less the wins of eligible spins. */
  readonly ggr_minor: number;
  /** Parts of stakes that went into jackpots' pools. */
  readonly jackpot_contrib_minor: number;
  /** Wins of spins that their player did not pay for, free and tournament spins, and prizes of tournaments and missions. */
  readonly bonus_cost_minor: number;
  /** GGR less jackpot contributions and bonus cost. */
  readonly netwin_minor: number;
}

/** No activity. */
export const NO_FIGURES: Figures = {
  ...{ spins_total: 0, eligible_spins: 0, turnover_minor: 0, ggr_minor: 0 },
  ...{ jackpot_contrib_minor: 0, bonus_cost_minor: 0, netwin_minor: 0 },
};

const sumOf = (
  rows: readonly Rollup[],
  of: 'count' | 'amount_minor',
  kind: RollupKind,
  types?: readonly Rollup['spin_type'][],
): number =>
  rows
    .filter((row) => row.kind === kind && (!types || types.includes(row.spin_type)))
    .reduce((sum, row) => addExactly(sum, row[of]), 0);

/** What totals of one currency come to. */
export function figuresOf(rows: readonly Rollup[]): Figures {
  const turnover = sumOf(rows, 'amount_minor', 'stake', ['cash']);
  const ggr = turnover - sumOf(rows, 'amount_minor', 'win', ['cash']);
  const contributions = sumOf(rows, 'amount_minor', 'jackpot_contribution', ['cash']);
  const bonus =
    sumOf(rows, 'amount_minor', 'win', ['free', 'tournament']) +
    sumOf(rows, 'amount_minor', 'bonus_award', ['cash', 'free', 'tournament']);
  return {
    spins_total: sumOf(rows, 'count', 'stake'),
    eligible_spins: sumOf(rows, 'count', 'stake', ['cash']),
    turnover_minor: turnover,
    ggr_minor: ggr,
    jackpot_contrib_minor: contributions,
    bonus_cost_minor: bonus,
    netwin_minor: ggr - contributions - bonus,
  };
}

/** The names of the figures that are money. */
export const MONEY_FIGURES = [
  ...['turnover_minor', 'ggr_minor', 'jackpot_contrib_minor', 'bonus_cost_minor', 'netwin_minor'],
] as const satisfies readonly (keyof Figures)[];

/** Groups that hold one currency each: amounts of two currencies are never added. */
export const byCurrency = <T extends { readonly currency: Currency }>(
  rows: readonly T[],
): Map<Currency, T[]> => Map.groupBy(rows, ({ currency }) => currency);
