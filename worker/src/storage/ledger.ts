import type { StatementKind } from '@roundgate/contract';
import type { LedgerEntry, Posting } from '../domain/transfers/ledger.ts';

type Row = {
  session_id: string;
  seq: number;
  kind: StatementKind;
  transaction_id: string;
  round_id: string | null;
  amount_minor: number;
  balance_after_minor: number;
  at_ms: number;
};

const toEntry = (row: Row): LedgerEntry => ({
  sessionId: row.session_id,
  seq: row.seq,
  kind: row.kind,
  transactionId: row.transaction_id,
  roundId: row.round_id,
  amountMinor: row.amount_minor,
  balanceAfterMinor: row.balance_after_minor,
  atMs: row.at_ms,
});

/** Reads the sessions' own money; never writes. */
export class LedgerReader {
  protected readonly sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  /** What a session holds now, in minor units of its currency. */
  balanceMinor(sessionId: string): number {
    return this.last(sessionId)?.balanceAfterMinor ?? 0;
  }

  /** The balance after row `seq`; 0 before the first row, undefined when there is no such row. */
  balanceAfter(sessionId: string, seq: number): number | undefined {
    if (seq === 0) return 0;
    const query = 'SELECT balance_after_minor AS minor FROM ledger WHERE session_id = ? AND seq = ?';
    return this.sql.exec<{ minor: number }>(query, sessionId, seq).toArray()[0]?.minor;
  }

  /** In the order written, from the row after `seq`. */
  after(sessionId: string, seq: number, limit: number): LedgerEntry[] {
    const query = 'SELECT * FROM ledger WHERE session_id = ? AND seq > ? ORDER BY seq LIMIT ?';
    return this.sql.exec<Row>(query, sessionId, seq, limit).toArray().map(toEntry);
  }

  protected last(sessionId: string): LedgerEntry | undefined {
    const query = 'SELECT * FROM ledger WHERE session_id = ? ORDER BY seq DESC LIMIT 1';
    const row = this.sql.exec<Row>(query, sessionId).toArray()[0];
    return row && toEntry(row);
  }
}

/** Writes the same; only inside a transaction of the player object. */
export class LedgerWriter extends LedgerReader {
  /** Adds a row. The table refuses a repeated transaction and a balance below nothing. */
  post({ sessionId, kind, transactionId, roundId, amountMinor }: Posting, nowMs: number): void {
    const last = this.last(sessionId);
    const [seq, balance] = [(last?.seq ?? 0) + 1, (last?.balanceAfterMinor ?? 0) + amountMinor];
    const insert = `INSERT INTO ledger (session_id, seq, kind, transaction_id, round_id, amount_minor,
      balance_after_minor, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
    this.sql.exec(insert, sessionId, seq, kind, transactionId, roundId, amountMinor, balance, nowMs);
  }
}
