import type { RgView } from '@roundgate/contract';

/** Stake and win of a finished round, in minor units. */
export interface PlayedRound {
  readonly stakeMinor: number;
  readonly winMinor: number;
}

/** A session's sums in minor units. */
export interface Sums {
  readonly stakedMinor: number;
  readonly wonMinor: number;
  readonly netMinor: number;
  /** Net of the calendar month; null when the operator did not tell it. */
  readonly monthNetMinor: number | null;
}

/**
 * The sums to show: those of the gateway's view, and the rounds of this page that it does not hold yet.
 * `roundsBefore` is how many rounds the session had when this page opened it.
 */
export function sumsOf(
  { totals, month_net }: Pick<RgView, 'totals' | 'month_net'>,
  roundsBefore: number,
  played: readonly PlayedRound[],
): Sums {
  const missing = Math.min(Math.max(roundsBefore + played.length - totals.rounds, 0), played.length);
  const late = missing === 0 ? [] : played.slice(-missing);
  const staked = late.reduce((sum, round) => sum + round.stakeMinor, 0);
  const won = late.reduce((sum, round) => sum + round.winMinor, 0);
  return {
    stakedMinor: totals.staked.amount_minor + staked,
    wonMinor: totals.won.amount_minor + won,
    netMinor: totals.net.amount_minor + won - staked,
    monthNetMinor: month_net && month_net.amount_minor + won - staked,
  };
}
