import type { Grant, GrantUse } from '../domain/promo/grant.ts';

type Row = { data: string };

const parse = (row: Row): Grant => JSON.parse(row.data) as Grant;

/** Reads a player's packets of free spins; never writes. */
export class GrantReader {
  protected readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  find(grantId: string): Grant | undefined {
    const row = this.sql.exec<Row>('SELECT data FROM grants WHERE grant_id = ?', grantId).toArray()[0];
    return row && parse(row);
  }

  /** At most `limit`, newest first. */
  list(limit: number): Grant[] {
    return this.sql
      .exec<Row>('SELECT data FROM grants ORDER BY seq DESC LIMIT ?', limit)
      .toArray()
      .map(parse);
  }

  /** Those that are not over for good, oldest first. */
  running(): Grant[] {
    return this.sql
      .exec<Row>('SELECT data FROM grants WHERE ended IS NULL ORDER BY seq')
      .toArray()
      .map(parse);
  }

  /** Counted from the rounds: one that ended without a bet has given its spin back. */
  use(grantId: string): GrantUse {
    const query = `SELECT count(*) FILTER (WHERE state NOT IN ('REJECTED', 'DECLINED', 'CANCELLED')) AS used,
      count(*) FILTER (WHERE state = 'SETTLED') AS settled FROM rounds WHERE grant_id = ?`;
    return this.sql.exec<{ used: number; settled: number }>(query, grantId).one();
  }
}

/** Writes the same; only inside a transaction of the player object. */
export class GrantWriter extends GrantReader {
  put(grant: Grant): void {
    const upsert = `INSERT INTO grants (grant_id, ended, data) VALUES (?, ?, ?)
      ON CONFLICT (grant_id) DO UPDATE SET ended = excluded.ended, data = excluded.data`;
    this.sql.exec(upsert, grant.grantId, grant.ended, JSON.stringify(grant));
  }
}
