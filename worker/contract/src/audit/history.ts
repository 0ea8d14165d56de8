import type { ChainedEvent } from '../bus-events.ts';
import type { RoundSummary } from '../rounds.ts';

/** A round as the gateway's row tells it. Amounts in minor units; `winMinor` is null until the stake is paid. */
export interface RoundFact {
  readonly roundId: string;
  readonly state: RoundSummary['state'];
  /** True when a grant paid for it, and no stake was taken. */
  readonly isFree?: boolean;
  readonly stakeMinor: number;
  readonly winMinor: number | null;
  /** A jackpot that is paid on top of the win, in the same credit. */
  readonly jackpotMinor?: number;
  readonly acceptedAtMs: number;
  readonly closedAtMs: number | null;
}

/** What one caller asked, and what it was told. `result` is the immutable part, as the bytes that were sent. */
export interface AnswerFact {
  readonly roundId: string;
  readonly askedStakeMinor: number;
  readonly told: 'finished' | 'refused' | 'pending' | 'conflict';
  readonly result: string | null;
  readonly resultStakeMinor: number | null;
  readonly resultWinMinor: number | null;
}

/** One row of the wallet's own ledger. `amountMinor` is positive; `bet_win` moves `winMinor` back in the same row. */
export interface LedgerFact {
  readonly roundId: string;
  readonly transactionId: string;
  readonly kind: 'debit' | 'credit' | 'rollback' | 'bet_win';
  readonly amountMinor: number;
  readonly winMinor: number;
  readonly atMs: number;
}

/** A prize in the wallet's own ledger. */
export interface PrizeFact {
  readonly transactionId: string;
  readonly amountMinor: number;
}

/** A draw in the RGS's own log. */
export interface DrawFact {
  readonly roundId: string;
  readonly stakeMinor: number;
  readonly winMinor: number;
  readonly voided: boolean;
}

/**
 * One player's history as its parties recorded it, each in its own store. Parts that nobody could read are left out
 * (`null`), and what rests on them is not checked.
 */
export interface PlayerHistory {
  readonly rounds: readonly RoundFact[];
  readonly answers: readonly AnswerFact[] | null;
  readonly ledger: readonly LedgerFact[] | null;
  readonly draws: readonly DrawFact[] | null;
  /** The gateway's chain, whole. */
  readonly events: readonly ChainedEvent[];
  /** Events as they left on the bus, in the order of their arrival; repeats are allowed. */
  readonly published: readonly ChainedEvent[] | null;
  /** True when every fault has healed, so that nothing may be open or unpublished any more. */
  readonly healed: boolean;
  /** How many free spins the player was ever given. */
  readonly freeSpins?: number;
  /** What the wallet paid as prizes; left out where nobody could read it. */
  readonly prizes?: readonly PrizeFact[];
}

/** The promises that a history can break (worker/docs/promises.md). */
export const INVARIANTS = [
  'one_debit',
  'one_credit',
  'net',
  'no_win_without_stake',
  'no_rollback_after_credit',
  'no_orphan_money',
  'free_spins_given',
  'prize_paid_once',
  'one_open_round',
  'same_answer',
  'answer_is_the_draw',
  'conflict_refused',
  'draw_matches_end',
  'chain',
  'one_event_per_round',
  'campaign_once',
  'published_is_durable',
  'drained',
] as const;
export type Invariant = (typeof INVARIANTS)[number];

/** A broken promise: which, of which round (or null), and the figures that show it. */
export interface Violation {
  readonly invariant: Invariant;
  readonly roundId: string | null;
  readonly detail: string;
}
