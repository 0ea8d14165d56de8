import type { Currency } from '@roundgate/contract';
import type { GrantFacts } from './grant-types.ts';

/** Packets of free spins, and which key took a spin of which. A spin that was given back stays as a tombstone. */
export const GRANT_TABLES = `
CREATE TABLE grants (
  name TEXT PRIMARY KEY,
  operator_id TEXT NOT NULL,
  player_id TEXT NOT NULL,
  grant_id TEXT NOT NULL,
  game_id TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  bet_minor INTEGER NOT NULL CHECK (bet_minor BETWEEN 1 AND 9007199254740991),
  currency TEXT NOT NULL,
  issued_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE spends (
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  print TEXT NOT NULL,
  given_back INTEGER NOT NULL CHECK (given_back IN (0, 1)),
  PRIMARY KEY (name, key)
) STRICT, WITHOUT ROWID`;

interface GrantRow extends Record<string, SqlStorageValue> {
  operator_id: string;
  player_id: string;
  grant_id: string;
  game_id: string;
  count: number;
  bet_minor: number;
  currency: string;
}

/** One spin that was taken. */
export interface Spend extends Record<string, SqlStorageValue> {
  print: string;
  given_back: number;
}

/** Reads and writes the packets of one shard. Synchronous: a check and its write share one turn. */
export class GrantTable {
  private readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  find(name: string): GrantFacts | undefined {
    const row = this.sql.exec<GrantRow>('SELECT * FROM grants WHERE name = ?', name).toArray()[0];
    return (
      row && {
        operatorId: row.operator_id,
        playerId: row.player_id,
        grantId: row.grant_id,
        gameId: row.game_id,
        count: row.count,
        betMinor: row.bet_minor,
        currency: row.currency as Currency,
      }
    );
  }

  insert(name: string, grant: GrantFacts, nowMs: number): void {
    const { operatorId, playerId, grantId, gameId, count, betMinor, currency } = grant;
    const values = [name, operatorId, playerId, grantId, gameId, count, betMinor, currency, nowMs];
    this.sql.exec('INSERT INTO grants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', ...values);
  }

  spend(name: string, key: string): Spend | undefined {
    const query = 'SELECT print, given_back FROM spends WHERE name = ? AND key = ?';
    return this.sql.exec<Spend>(query, name, key).toArray()[0];
  }

  /** Spins of a packet that are taken and not given back. */
  used(name: string): number {
    const query = 'SELECT count(*) AS used FROM spends WHERE name = ? AND given_back = 0';
    return this.sql.exec<{ used: number }>(query, name).one().used;
  }

  insertSpend(name: string, key: string, print: string): void {
    this.sql.exec('INSERT INTO spends VALUES (?, ?, ?, 0)', name, key, print);
  }

  giveBack(name: string, key: string): void {
    const upsert =
      "INSERT INTO spends VALUES (?, ?, '', 1) ON CONFLICT (name, key) DO UPDATE SET given_back = 1";
    this.sql.exec(upsert, name, key);
  }
}
