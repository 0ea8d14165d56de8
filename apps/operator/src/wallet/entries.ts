import { type Currency, type Money, money } from '@roundgate/contract';
import type { Entry, EntryKind, RoundNet } from './movement.ts';

type EntryRow = {
  seq: number;
  transaction_id: string;
  kind: EntryKind;
  amount_minor: number;
  currency: Currency;
  balance_after_minor: number;
  round_id: string | null;
  reference: string;
  content: string;
  at_ms: number;
};

/** An entry with what its caller said, for comparing a repeat. */
export type StoredEntry = Entry & { readonly content: string };

const toEntry = (row: EntryRow): StoredEntry => ({
  seq: row.seq,
  transactionId: row.transaction_id,
  kind: row.kind,
  amountMinor: row.amount_minor,
  currency: row.currency,
  balanceAfterMinor: row.balance_after_minor,
  roundId: row.round_id,
  reference: row.reference,
  content: row.content,
  atMs: row.at_ms,
});

/** Reads the ledger; changes nothing. */
export class Entries {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  balance(currency: Currency): Money {
    const query =
      'SELECT balance_after_minor AS minor FROM ledger WHERE currency = ? ORDER BY seq DESC LIMIT 1';
    return money(this.#sql.exec<{ minor: number }>(query, currency).toArray()[0]?.minor ?? 0, currency);
  }

  /** The movement that bears this id, whatever its kind; never its rollback. */
  find(transactionId: string): StoredEntry | undefined {
    const query = "SELECT * FROM ledger WHERE transaction_id = ? AND kind <> 'rollback'";
    const row = this.#sql.exec<EntryRow>(query, transactionId).toArray()[0];
    return row && toEntry(row);
  }

  isPaid(roundId: string): boolean {
    const query = "SELECT 1 FROM ledger WHERE round_id = ? AND kind = 'credit' LIMIT 1";
    return this.#sql.exec(query, roundId).toArray().length > 0;
  }

  count(): number {
    return this.#sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM ledger').one().n;
  }

  nextSeq(): number {
    return this.#sql.exec<{ seq: number }>('SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM ledger').one().seq;
  }

  newest(limit: number): Entry[] {
    const query = 'SELECT * FROM ledger ORDER BY seq DESC LIMIT ?';
    return this.#sql.exec<EntryRow>(query, limit).toArray().map(toEntry);
  }

  /** In the order written, from the row after `seq`. */
  after(seq: number, limit: number): Entry[] {
    const query = 'SELECT * FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?';
    return this.#sql.exec<EntryRow>(query, seq, limit).toArray().map(toEntry);
  }

  /** What play did to the money, over the whole ledger, for each round that has a row in the given range of `seq`. */
  roundNets(afterSeq: number, lastSeq: number): RoundNet[] {
    const query = `SELECT round_id AS roundId, currency, SUM(amount_minor) AS netMinor FROM ledger
      WHERE round_id IN (SELECT round_id FROM ledger WHERE seq > ? AND seq <= ? AND round_id IS NOT NULL)
      GROUP BY round_id, currency ORDER BY MIN(seq)`;
    const rows = this.#sql.exec<{ roundId: string; currency: Currency; netMinor: number }>(
      query,
      afterSeq,
      lastSeq,
    );
    return rows.toArray();
  }

  /** What all play did to the money, by currency. Deposits and payouts of the player are no play. */
  playNets(): { currency: Currency; netMinor: number }[] {
    const query = `SELECT currency, SUM(amount_minor) AS netMinor FROM ledger
      WHERE kind <> 'fund' GROUP BY currency ORDER BY currency`;
    return this.#sql.exec<{ currency: Currency; netMinor: number }>(query).toArray();
  }
}
