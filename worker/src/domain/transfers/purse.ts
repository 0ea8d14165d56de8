import {
  ledgerFaults,
  money,
  type Statement,
  type StatementTransfer,
  statementHash,
  toTimestamp,
} from '@roundgate/contract';
import type { Sha256 } from '../rounds/keys.ts';
import type { PlayerRecord } from '../sessions/player.ts';
import type { Refusal, Session } from '../sessions/session.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Transfer } from './transfer.ts';

/** Both transfers of a session whose money the gateway holds. */
export interface Purse {
  readonly in: Transfer;
  readonly out: Transfer | undefined;
}

/**
 * From when on a session plays no more and its rest goes back: when it was ended, at its expiry, or, if nobody ever
 * opened the game, once its launch token has expired.
 */
export const purseOverAtMs = (session: Session, launchLifetimeMs: number): number =>
  session.endedAtMs ??
  (session.launchedAtMs === null
    ? Math.min(session.openedAtMs + launchLifetimeMs, session.expiresAtMs)
    : session.expiresAtMs);

/** Why a session cannot be played from its own balance yet, or undefined (attack rule 11). */
export const purseRefusal = (purse: Purse | undefined): Refusal | undefined =>
  !purse || purse.in.state === 'DONE'
    ? undefined
    : { code: 'TRANSFER_PENDING', facts: { retry_after_ms: 1_000 } };

const transferView = (transfer: Transfer): StatementTransfer => ({
  transaction_id: transfer.key,
  amount_minor: transfer.amountMinor,
  state: transfer.state,
  reference: transfer.reference,
  requested_at: toTimestamp(transfer.requestedAtMs),
  closed_at: transfer.closedAtMs === null ? null : toTimestamp(transfer.closedAtMs),
});

/** What a part of a statement is made of. */
export interface StatementFacts {
  readonly who: Pick<PlayerRecord, 'operatorId' | 'playerId'>;
  readonly purse: Purse;
  readonly afterSeq: number;
  /** The balance after row `afterSeq`. */
  readonly openingMinor: number;
  readonly entries: readonly LedgerEntry[];
  /** True when rows follow after these. */
  readonly more: boolean;
  readonly balanceMinor: number;
}

/** A part of a session's reconciliation statement, with the hash that both sides compare (spec W2). */
export function statementOf(sha256: Sha256, facts: StatementFacts): Statement {
  const { who, purse, afterSeq, openingMinor, entries, more, balanceMinor } = facts;
  const last = entries.at(-1);
  const rows = {
    after_seq: afterSeq,
    opening_minor: openingMinor,
    entries: entries.map((entry) => ({
      seq: entry.seq,
      kind: entry.kind,
      transaction_id: entry.transactionId,
      round_id: entry.roundId,
      amount_minor: entry.amountMinor,
      balance_after_minor: entry.balanceAfterMinor,
      ts: toTimestamp(entry.atMs),
    })),
    closing_minor: last?.balanceAfterMinor ?? openingMinor,
  };
  const content = {
    session_id: purse.in.sessionId,
    operator_id: who.operatorId,
    player_id: who.playerId,
    currency: purse.in.currency,
    ...rows,
    balance: money(balanceMinor, purse.in.currency),
    transfer_in: transferView(purse.in),
    transfer_out: purse.out ? transferView(purse.out) : null,
    balanced: ledgerFaults(rows).length === 0,
    next_after_seq: more ? (last?.seq ?? null) : null,
  };
  return { ...content, content_hash: statementHash(sha256, content) };
}
