import type { Purse } from '../domain/transfers/purse.ts';
import type { Transfer } from '../domain/transfers/transfer.ts';

/** Thrown inside a transaction when the stored row is not the one that was read: this instance has lost it. */
export class FenceLostError extends Error {}

type Row = { data: string };

const parse = (row: Row): Transfer => JSON.parse(row.data) as Transfer;

/** Reads the transfers of a player's sessions; never writes. */
export class TransferReader {
  protected readonly sql: SqlStorage;
  /** True when this player has no transfer at all, as most have: then no spin looks for one. */
  protected none: boolean | undefined;
  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  find(key: string): Transfer | undefined {
    const row = this.sql.exec<Row>('SELECT data FROM transfers WHERE key = ?', key).toArray()[0];
    return row && parse(row);
  }

  /** Version of the stored row: the fence that every call compares with. */
  version(key: string): number | undefined {
    return this.sql.exec<{ version: number }>('SELECT version FROM transfers WHERE key = ?', key).toArray()[0]
      ?.version;
  }

  /** Both transfers of a session; undefined when it plays from the operator's wallet. */
  purse(sessionId: string): Purse | undefined {
    this.none ??= this.sql.exec('SELECT 1 FROM transfers LIMIT 1').toArray().length === 0;
    if (this.none) return undefined;
    const query = 'SELECT data FROM transfers WHERE session_id = ?';
    const transfers = this.sql.exec<Row>(query, sessionId).toArray().map(parse);
    const incoming = transfers.find(({ direction }) => direction === 'in');
    return incoming && { in: incoming, out: transfers.find(({ direction }) => direction === 'out') };
  }

  /** Every transfer that is not over. */
  open(): Transfer[] {
    return this.sql.exec<Row>('SELECT data FROM transfers WHERE closed_at_ms IS NULL').toArray().map(parse);
  }

  /** The sessions whose money has come in and has not been sent on its way out. */
  holding(): string[] {
    return this.sql
      .exec<{ session_id: string }>('SELECT session_id FROM transfers WHERE money_here = 1')
      .toArray()
      .map((row) => row.session_id);
  }
}

/** Writes the same; only inside a transaction of the player object. */
export class TransferWriter extends TransferReader {
  /** Stores a transfer as it is now. `expected` is the stored version it was made from, 0 for a new row. */
  put(transfer: Transfer, expected: number): void {
    this.none = undefined;
    const { key, sessionId, direction, state, version, amountMinor, closedAtMs } = transfer;
    const moneyHere = direction === 'in' && state === 'DONE' ? 1 : 0;
    const data = JSON.stringify(transfer);
    if (expected > 0) {
      const update =
        'UPDATE transfers SET state = ?, version = ?, closed_at_ms = ?, money_here = ?, data = ? WHERE key = ? AND version = ?';
      const values = [state, version, closedAtMs, moneyHere, data, key, expected];
      if (this.sql.exec(update, ...values).rowsWritten === 0)
        throw new FenceLostError(`transfer ${key} is no longer at version ${expected}`);
      return;
    }
    const insert = `INSERT INTO transfers (key, session_id, direction, state, version, amount_minor, closed_at_ms,
      money_here, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
    this.sql.exec(
      insert,
      key,
      sessionId,
      direction,
      state,
      version,
      amountMinor,
      closedAtMs,
      moneyHere,
      data,
    );
    if (direction === 'out')
      this.sql.exec('UPDATE transfers SET money_here = 0 WHERE session_id = ?', sessionId);
  }
}
