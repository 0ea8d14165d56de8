import type { StatementKind } from '@roundgate/contract';
import { grantReference } from '../promo/free-round.ts';
import { creditKey, debitKey } from '../rounds/keys.ts';
import { owedMinor, paidStakeMinor, type Round } from '../rounds/round.ts';
import type { Transfer } from './transfer.ts';

/** A movement of a session's own balance before it is numbered. `amountMinor` is signed: what it does to the balance. */
export interface Posting {
  readonly sessionId: string;
  readonly kind: StatementKind;
  readonly transactionId: string;
  readonly roundId: string | null;
  readonly amountMinor: number;
}

/** A row of a session's own ledger, numbered from 1 within its session. */
export interface LedgerEntry extends Posting {
  readonly seq: number;
  readonly balanceAfterMinor: number;
  readonly atMs: number;
}

/** A transfer's row: one in when it is known to have arrived, one out before it leaves. Of nothing there is no row. */
export function transferPosting(transfer: Transfer): Posting[] {
  const { sessionId, key, direction, amountMinor } = transfer;
  if (amountMinor === 0) return [];
  return [
    {
      sessionId,
      kind: direction === 'in' ? 'transfer_in' : 'transfer_out',
      transactionId: key,
      roundId: null,
      amountMinor: direction === 'in' ? amountMinor : -amountMinor,
    },
  ];
}

function roundPostings(round: Round, purseSessionId: string): Posting[] {
  const common = { sessionId: purseSessionId, roundId: round.roundId };
  const winMinor = owedMinor(round);
  const paidMinor = paidStakeMinor(round);
  const stake: Posting = {
    ...common,
    kind: 'debit',
    transactionId: debitKey(round),
    amountMinor: -paidMinor,
  };
  const win: Posting = { ...common, kind: 'credit', transactionId: creditKey(round), amountMinor: winMinor };
  return [...(paidMinor > 0 ? [stake] : []), ...(winMinor > 0 ? [win] : [])];
}

/** The round ends without a bet because the session's balance does not cover it; its draw is voided, if there is one. */
export const declineForFunds = (round: Round, nowMs: number): Round => ({
  ...round,
  state: 'VOIDING',
  version: round.version + 1,
  undo: { to: 'DECLINED', code: 'INSUFFICIENT_FUNDS', ifDrawn: 'discard' },
  attempts: 0,
  nextAttemptAtMs: nowMs,
  stateSinceMs: nowMs,
});

/**
 * Settles a drawn round from its session's own balance: stake and win are rows of the transaction that makes the round
 * SETTLED, so that there is nothing in between to be lost (spec W2). Pure; `balanceMinor` is the balance in that
 * transaction. Without enough of it the round is declined and nothing is posted.
 */
export function settleFromBalance(
  round: Round,
  balanceMinor: number,
  nowMs: number,
): { round: Round; postings: readonly Posting[] } {
  const { purseSessionId } = round.mode;
  if (purseSessionId === null || round.state !== 'OUTCOME') return { round, postings: [] };
  if (balanceMinor < paidStakeMinor(round)) return { round: declineForFunds(round, nowMs), postings: [] };
  const settled: Round = {
    ...round,
    state: 'SETTLED',
    version: round.version + 1,
    attempts: 0,
    inDoubt: false,
    debitReference: round.mode.grantId === null ? debitKey(round) : grantReference(round.mode.grantId),
    creditReference: owedMinor(round) > 0 ? creditKey(round) : null,
    stateSinceMs: nowMs,
    closedAtMs: nowMs,
  };
  return { round: settled, postings: roundPostings(round, purseSessionId) };
}
