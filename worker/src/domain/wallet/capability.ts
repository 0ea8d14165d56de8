import type { ProblemCode, RoundOrder } from '@roundgate/contract';

/** What a wallet has proven that it can do; data per operator, never a branch on its name (contract: WalletCapabilityRecord). */
export interface WalletCapability {
  /** A rollback of an unknown debit makes that debit impossible for ever. */
  readonly tombstones: boolean;
  /** The wallet can say what became of a transaction. */
  readonly statusQuery: boolean;
  /** Stake and win move in one call, `betWin`; there is no debit or credit of its own. */
  readonly combinedBetWin: boolean;
  /** A round without a win is closed by a call of its own. */
  readonly zeroWinClose: boolean;
  /** How long the wallet recognises a repeated transaction id. */
  readonly dedupeWindowMs: number;
  /** A repeat is recognised before any business check. */
  readonly dedupesFirst: boolean;
  /** The longest that a sent request may still arrive. */
  readonly maxInFlightMs: number;
  readonly order: RoundOrder;
  /** Fewer commits; only where repeats are recognised first and rollbacks leave tombstones. */
  readonly lean: boolean;
  /** A win may be paid in a round without a debit, as that of a free spin is (spec F1). */
  readonly creditsAlone: boolean;
  /** Prizes that belong to no round are paid by a call of their own (spec W3). */
  readonly awards: boolean;
}

/** Our own wallet contract, v1: what `walletDebit` and its sisters promise. */
export const WALLET_V1: WalletCapability = {
  tombstones: true,
  statusQuery: true,
  combinedBetWin: false,
  zeroWinClose: false,
  dedupeWindowMs: 120 * 24 * 3_600_000,
  dedupesFirst: true,
  maxInFlightMs: 120_000,
  order: 'outcome_first',
  lean: false,
  creditsAlone: true,
  awards: true,
};

/**
 * The answer to a call that moves money. `unknown` = nobody can say whether it happened: a timeout, a broken
 * connection, a 5xx, a 2xx that does not parse or tells other amounts.
 */
export type MoneyAnswer =
  | { readonly kind: 'applied'; readonly reference: string; readonly balanceMinor: number | null }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'unknown'; readonly why: string };

/** The answer to a rollback. `not_found` = the wallet says that it never saw the debit. */
export type RollbackAnswer =
  | { readonly kind: 'done'; readonly balanceMinor: number | null }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'unknown'; readonly why: string };

/** The answer to a status query. `absent` = not applied up to now. */
export type StatusAnswer =
  | { readonly kind: 'applied'; readonly reference: string }
  | { readonly kind: 'undone' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly why: string };
