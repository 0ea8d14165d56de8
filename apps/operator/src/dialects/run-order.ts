import { type Currency, type Money, money } from '@roundgate/contract';
import type { Entries } from '../wallet/entries.ts';
import type { Ledger } from '../wallet/ledger.ts';
import type { MovementOutcome, RollbackOutcome } from '../wallet/movement.ts';
import type { Profile } from '../wallet/profile.ts';
import { finishedBy, finishRound } from './finished-rounds.ts';
import { type Done, type Order, type OrderOutcome, refuse, winIdOf } from './order.ts';

/** One account inside one transaction. */
export interface Account {
  readonly sql: SqlStorage;
  readonly ledger: Ledger;
  readonly entries: Entries;
  readonly profile: Profile | null;
  readonly nowMs: number;
}

type OrderOf<D extends Order['do']> = Extract<Order, { readonly do: D }>;

const done = (balance: Money | null, replayed: boolean, reference: string | null = null): Done => ({
  ok: true,
  balance,
  reference,
  replayed,
});

function moved(outcome: MovementOutcome): OrderOutcome {
  if (!outcome.ok) return outcome;
  const { entry, replayed } = outcome;
  return done(money(entry.balanceAfterMinor, entry.currency), replayed, entry.reference);
}

const standingOf = ({ profile }: Account) => profile?.flags ?? null;
const balanceIn = ({ entries, profile }: Account, currency: Currency | null): Money | null => {
  const known = currency ?? profile?.currency;
  return known ? entries.balance(known) : null;
};

function pay(account: Account, { win, of }: OrderOf<'pay'>): OrderOutcome {
  const { entries, ledger, nowMs } = account;
  const repeated = entries.find(win.transactionId) !== undefined;
  const stake = of === null ? undefined : entries.find(of);
  const stands = stake?.kind === 'debit' && stake.roundId === win.roundId;
  if (!repeated && of !== null && !(stands && ledger.status(of).status === 'applied'))
    return refuse('TRANSACTION_NOT_FOUND');
  return moved(ledger.credit(win, standingOf(account), nowMs));
}

function undone(account: Account, outcome: RollbackOutcome): OrderOutcome {
  if (!outcome.ok) return outcome;
  return done(outcome.balance ?? balanceIn(account, null), outcome.replayed);
}

function undo(account: Account, { stakeId, roundId, buries }: OrderOf<'undo'>): OrderOutcome {
  const { ledger, nowMs } = account;
  const absent = ledger.status(stakeId).status === 'absent';
  if (absent && !buries) return refuse('TRANSACTION_NOT_FOUND');
  const outcome = ledger.rollback(stakeId, roundId, 'rollback', nowMs);
  // The tombstone stays though the call is refused: a refusal is an answer, not a fault.
  return absent ? refuse('TRANSACTION_NOT_FOUND') : undone(account, outcome);
}

function takeAndPay(account: Account, { stake, win }: OrderOf<'take-and-pay'>): OrderOutcome {
  const { sql, entries, ledger, nowMs } = account;
  const repeated = entries.find(stake.transactionId) !== undefined;
  if (!repeated && stake.roundId !== null && finishedBy(sql, stake.roundId) !== undefined)
    return refuse('ROUND_CLOSED');
  const taken = ledger.debit(stake, standingOf(account), nowMs);
  if (!taken.ok || win.amount.amount_minor === 0) return moved(taken);
  const paid = ledger.credit(win, standingOf(account), nowMs);
  // Thrown, so that the transaction takes the stake back too: both or none.
  if (!paid.ok) throw new Error(`a win could not be paid: ${paid.code}`);
  return moved(paid);
}

function undoBoth(account: Account, { stakeId, roundId }: OrderOf<'undo-both'>): OrderOutcome {
  const { sql, entries, ledger, nowMs } = account;
  const stake = entries.find(stakeId);
  const { status } = ledger.status(stakeId);
  if (!stake || status === 'rolled_back')
    return undone(account, ledger.rollback(stakeId, roundId, 'rollback', nowMs));
  if (stake.kind !== 'debit' || stake.roundId !== roundId) return refuse('TRANSACTION_NOT_FOUND');
  if (finishedBy(sql, roundId) !== undefined) return refuse('ROUND_CLOSED');
  const win = entries.find(winIdOf(stakeId));
  const netMinor = stake.amountMinor + (win?.amountMinor ?? 0);
  if (entries.balance(stake.currency).amount_minor < netMinor) return refuse('INSUFFICIENT_FUNDS');
  ledger.reverse(stake, 'rollback', nowMs);
  if (win) ledger.reverse(win, 'rollback', nowMs);
  return done(entries.balance(stake.currency), false);
}

function finish(account: Account, { id, stakeId, roundId }: OrderOf<'finish'>): OrderOutcome {
  const { sql, entries, ledger, nowMs } = account;
  const { status } = ledger.status(stakeId);
  if (status === 'rolled_back' || status === 'tombstoned') return refuse('TRANSACTION_VOIDED');
  const stake = entries.find(stakeId);
  if (stake?.kind !== 'debit' || stake.roundId !== roundId) return refuse('TRANSACTION_NOT_FOUND');
  const by = finishedBy(sql, roundId);
  if (by !== undefined && by !== id) return refuse('IDEMPOTENCY_CONFLICT');
  if (by === undefined) finishRound(sql, roundId, id, nowMs);
  return done(entries.balance(stake.currency), by !== undefined);
}

/** Does what a dialect asks. Synchronous: the caller wraps it in one transaction, which a throw undoes. */
export function runOrder(account: Account, order: Order): OrderOutcome {
  switch (order.do) {
    case 'balance':
      return account.profile ? done(balanceIn(account, order.currency), false) : refuse('PLAYER_NOT_FOUND');
    case 'take':
      return moved(account.ledger.debit(order.stake, standingOf(account), account.nowMs));
    case 'pay':
      return pay(account, order);
    case 'undo':
      return undo(account, order);
    case 'take-and-pay':
      return takeAndPay(account, order);
    case 'undo-both':
      return undoBoth(account, order);
    case 'finish':
      return finish(account, order);
  }
}
