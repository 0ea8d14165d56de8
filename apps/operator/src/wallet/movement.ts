import type { Currency, Money, ProblemCode } from '@roundgate/contract';

/** What a ledger row records. */
export type EntryKind = 'debit' | 'credit' | 'rollback' | 'fund';

/** One row of the append-only ledger. `amountMinor` is signed: what it did to the balance. */
export interface Entry {
  readonly seq: number;
  /** The gateway's id of the movement; a rollback bears the id of the debit that it undoes. */
  readonly transactionId: string;
  readonly kind: EntryKind;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly balanceAfterMinor: number;
  readonly roundId: string | null;
  /** Our own name of the row, told to the gateway. */
  readonly reference: string;
  readonly atMs: number;
}

/** What a movement asks for. */
export interface MovementRequest {
  readonly transactionId: string;
  readonly roundId: string | null;
  readonly amount: Money;
  /** Everything that the caller said, in one text: a repeat must say the same. */
  readonly content: string;
}

/** Why something was not done. */
export interface Refusal {
  readonly ok: false;
  readonly code: ProblemCode;
}

/** A movement's end: the entry that stands for it, or why there is none. */
export type MovementOutcome =
  | { readonly ok: true; readonly entry: Entry; readonly balance: Money; readonly replayed: boolean }
  | Refusal;

/** What a rollback did. */
export type RollbackOutcome =
  | {
      readonly ok: true;
      readonly status: 'rolled_back' | 'tombstoned';
      /** Null when no debit was there: then nothing says which currency is meant. */
      readonly balance: Money | null;
      readonly replayed: boolean;
    }
  | Refusal;

/** What became of a transaction. */
export interface TransactionStatus {
  readonly status: 'applied' | 'rolled_back' | 'tombstoned' | 'absent';
  readonly amount: Money | null;
  readonly reference: string | null;
}

/** What one round did to the money of one currency. */
export interface RoundNet {
  readonly roundId: string;
  readonly currency: Currency;
  readonly netMinor: number;
}
