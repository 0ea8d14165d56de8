import { toTimestamp } from '@roundgate/contract';
import { isStakeTaken, isTerminal, owedMinor, paidStakeMinor, type Round } from './round.ts';

/** A round whose stake is, or may be, taken and that has not come to its end. */
export interface HeldRound {
  readonly round_id: string;
  readonly game_id: string;
  readonly currency: string;
  readonly state: string;
  readonly stake_minor: number;
  /** The win that is owed, once the stake is taken. */
  readonly owed_minor: number;
  readonly since: string;
}

/** The rounds in which money stands: asked for and not given back, or owed and not known to be paid. */
export const heldRounds = (open: readonly Round[]): HeldRound[] =>
  open
    .filter((round) => !isTerminal(round.state) && !round.rolledBack)
    .filter(({ debitSentAtMs, debitReference }) => debitSentAtMs !== null || debitReference !== null)
    .map((round) => ({
      round_id: round.roundId,
      game_id: round.gameId,
      currency: round.currency,
      state: round.state,
      stake_minor: paidStakeMinor(round),
      owed_minor: isStakeTaken(round) ? owedMinor(round) : 0,
      since: toTimestamp(round.acceptedAtMs),
    }))
    .sort((left, right) => (left.round_id < right.round_id ? -1 : 1));
