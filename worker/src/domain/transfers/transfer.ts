import type { Currency, ProblemCode } from '@roundgate/contract';
import { deriveUid, type Sha256 } from '../rounds/keys.ts';

/** States in which a transfer still has something to do (worker/docs/transfer-wallet.md). */
export const OPEN_TRANSFER_STATES = ['REQUESTED', 'CANCELLING', 'HELD'] as const;
export type TransferState = (typeof OPEN_TRANSFER_STATES)[number] | 'DONE' | 'REFUSED';

/** One way of a session's money as its row holds it: plain data. `amountMinor` in minor units of `currency`. */
export interface Transfer {
  /** Transaction id on every attempt: `uid:ti` or `uid:to`. */
  readonly key: string;
  readonly sessionId: string;
  readonly direction: 'in' | 'out';
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly requestedAtMs: number;

  readonly state: TransferState;
  /** Grows by one with every change: the fence that a lost instance fails. */
  readonly version: number;
  /** Calls made in this state, for backoff. */
  readonly attempts: number;
  /** True when a call of this state may have arrived without an answer that we know of. */
  readonly inDoubt: boolean;
  readonly nextAttemptAtMs: number;
  /** When the transfer was last sent, for the wallet's in-flight window; null before the first. */
  readonly sentAtMs: number | null;
  /** The wallet's own id of the movement. */
  readonly reference: string | null;
  /** What the wallet last refused it with. */
  readonly refusal: ProblemCode | null;
  /** Why a person must look; only in HELD. */
  readonly heldReason: string | null;
  readonly closedAtMs: number | null;
}

/** True when nothing will change any more. */
export const isOver = ({ state }: Transfer): boolean => state === 'DONE' || state === 'REFUSED';

/** The key of one direction of one session: depends on who plays and which session, never on an attempt (spec W3). */
export const transferKey = (
  sha256: Sha256,
  who: { operatorId: string; playerId: string },
  sessionId: string,
  direction: Transfer['direction'],
): string =>
  `${deriveUid(sha256, who.operatorId, who.playerId, sessionId)}:${direction === 'in' ? 'ti' : 'to'}`;

/** A transfer that was just decided on; nothing has left the gateway yet. Of nothing, nothing is ever sent. */
export function requestTransfer(
  fields: Pick<Transfer, 'key' | 'sessionId' | 'direction' | 'amountMinor' | 'currency'>,
  nowMs: number,
): Transfer {
  const nothing = fields.amountMinor === 0;
  return {
    ...fields,
    requestedAtMs: nowMs,
    state: nothing ? 'DONE' : 'REQUESTED',
    version: 1,
    attempts: 0,
    inDoubt: false,
    nextAttemptAtMs: nowMs,
    sentAtMs: null,
    reference: null,
    refusal: null,
    heldReason: null,
    closedAtMs: nothing ? nowMs : null,
  };
}
