import { type Currency, money, type ProblemCode, type RgFlags } from '@roundgate/contract';
import { Entries, type StoredEntry } from './entries.ts';
import type {
  EntryKind,
  MovementOutcome,
  MovementRequest,
  Refusal,
  RollbackOutcome,
  TransactionStatus,
} from './movement.ts';

/** What the ledger must know of the player before it takes a stake; null when there is no such player. */
export type Standing = Pick<RgFlags, 'self_excluded' | 'blocked'> | null;

/** What stands in a tombstone's round where a transfer was undone. */
const NO_ROUND = '';

const refuse = (code: ProblemCode): Refusal => ({ ok: false, code });

/**
 * One player's money (spec W1, W3). Every method is synchronous: a check and the row that rests on it are one turn of
 * the object, and the caller wraps it in one transaction. A known transaction id is answered before any business rule.
 */
export class Ledger {
  readonly #sql: SqlStorage;
  readonly #entries: Entries;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#entries = new Entries(sql);
  }

  /** Takes a stake. Refusals in the order they are checked: voided, conflict, no player, blocked, funds. */
  debit(request: MovementRequest, standing: Standing, nowMs: number): MovementOutcome {
    if (this.#tombstone(request.transactionId)) return refuse('TRANSACTION_VOIDED');
    const known = this.#known('debit', request);
    if (known) return known;
    if (!standing) return refuse('PLAYER_NOT_FOUND');
    if (standing.self_excluded || standing.blocked) return refuse('RG_BLOCKED');
    const { currency, amount_minor } = request.amount;
    if (this.#entries.balance(currency).amount_minor < amount_minor) return refuse('INSUFFICIENT_FUNDS');
    return this.#post('debit', request, -amount_minor, nowMs);
  }

  /** Pays a win. Never refused for a block, a session or a balance: the stake was taken. */
  credit(request: MovementRequest, standing: Standing, nowMs: number): MovementOutcome {
    const known = this.#known('credit', request);
    if (known) return known;
    if (!standing) return refuse('PLAYER_NOT_FOUND');
    return this.#post('credit', request, request.amount.amount_minor, nowMs);
  }

  /** Money from the player, once per transaction id. */
  fund(request: MovementRequest, nowMs: number): MovementOutcome {
    return this.#known('fund', request) ?? this.#post('fund', request, request.amount.amount_minor, nowMs);
  }

  /** All money of one currency back to the player, once per transaction id. */
  empty(transactionId: string, currency: Currency, nowMs: number): MovementOutcome {
    const balance = this.#entries.balance(currency);
    const request = { transactionId, roundId: null, amount: balance, content: `empty:${currency}` };
    return this.#known('fund', request) ?? this.#post('fund', request, -balance.amount_minor, nowMs);
  }

  /** Undoes a debit or a transfer into a session, which has no round; one that never arrived is refused from now on, even for a player whom nobody knows yet. */
  rollback(transactionId: string, roundId: string | null, reason: string, nowMs: number): RollbackOutcome {
    const debit = this.#entries.find(transactionId);
    const tombstone = this.#tombstone(transactionId);
    const owner = roundId ?? NO_ROUND;
    const known = debit ? (debit.roundId ?? NO_ROUND) : (tombstone?.roundId ?? owner);
    if (known !== owner || (debit && debit.kind !== 'debit')) return refuse('TRANSACTION_NOT_FOUND');
    if (tombstone) return this.#undone(debit, true);
    if (debit && this.#entries.isPaid(owner)) return refuse('ROUND_CLOSED');
    const bury = 'INSERT INTO tombstones (transaction_id, round_id, reason, at_ms) VALUES (?, ?, ?, ?)';
    this.#sql.exec(bury, transactionId, owner, reason, nowMs);
    if (!debit) return this.#undone(undefined, false);
    const amount = money(-debit.amountMinor, debit.currency);
    const undo = { transactionId, roundId, amount, content: reason };
    this.#post('rollback', undo, amount.amount_minor, nowMs);
    return this.#undone(debit, false);
  }

  /** Undoes a posted movement whatever came after it, and voids its id; the caller has checked that it may. */
  reverse(entry: StoredEntry, reason: string, nowMs: number): void {
    const { transactionId, roundId, currency } = entry;
    const bury = 'INSERT INTO tombstones (transaction_id, round_id, reason, at_ms) VALUES (?, ?, ?, ?)';
    this.#sql.exec(bury, transactionId, roundId ?? '', reason, nowMs);
    const amount = money(Math.abs(entry.amountMinor), currency);
    const undo = { transactionId, roundId, amount, content: reason };
    this.#post('rollback', undo, -entry.amountMinor, nowMs);
  }

  status(transactionId: string): TransactionStatus {
    const entry = this.#entries.find(transactionId);
    const undone = this.#tombstone(transactionId) !== undefined;
    if (!entry) return { status: undone ? 'tombstoned' : 'absent', amount: null, reference: null };
    const amount = money(Math.abs(entry.amountMinor), entry.currency);
    return { status: undone ? 'rolled_back' : 'applied', amount, reference: entry.reference };
  }

  #undone(debit: StoredEntry | undefined, replayed: boolean): RollbackOutcome {
    if (!debit) return { ok: true, status: 'tombstoned', balance: null, replayed };
    return { ok: true, status: 'rolled_back', balance: this.#entries.balance(debit.currency), replayed };
  }

  #tombstone(transactionId: string): { roundId: string } | undefined {
    const query = 'SELECT round_id AS roundId FROM tombstones WHERE transaction_id = ?';
    return this.#sql.exec<{ roundId: string }>(query, transactionId).toArray()[0];
  }

  #known(kind: EntryKind, request: MovementRequest): MovementOutcome | undefined {
    const entry = this.#entries.find(request.transactionId);
    if (!entry) return undefined;
    if (entry.kind !== kind || entry.content !== request.content) return refuse('IDEMPOTENCY_CONFLICT');
    return this.#applied(entry, true);
  }

  #applied(stored: StoredEntry, replayed: boolean): MovementOutcome {
    const { content: _, ...entry } = stored;
    return { ok: true, entry, balance: this.#entries.balance(entry.currency), replayed };
  }

  #post(kind: EntryKind, request: MovementRequest, effectMinor: number, nowMs: number): MovementOutcome {
    const { transactionId, roundId, amount, content } = request;
    const after = this.#entries.balance(amount.currency).amount_minor + effectMinor;
    // Past what a double holds exactly nothing is written, and the caller still owes the movement.
    if (!Number.isSafeInteger(after)) return refuse('INTERNAL');
    const seq = this.#entries.nextSeq();
    const insert = `INSERT INTO ledger (seq, transaction_id, kind, amount_minor, currency, balance_after_minor,
      round_id, reference, content, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
    const values = [transactionId, kind, effectMinor, amount.currency, after, roundId, `led-${seq}`];
    this.#sql.exec(insert, seq, ...values, content, nowMs);
    const stored = {
      seq,
      transactionId,
      kind,
      amountMinor: effectMinor,
      currency: amount.currency,
      balanceAfterMinor: after,
      roundId,
      reference: `led-${seq}`,
      content,
      atMs: nowMs,
    };
    return this.#applied(stored, false);
  }
}
