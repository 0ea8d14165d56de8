/** The one-time part of a signed request (spec A1). */
export interface NonceClaim {
  readonly keyId: string;
  readonly nonce: string;
  /** UTC ms after which the signature is stale by itself and the nonce may be forgotten. */
  readonly expiresMs: number;
}

export const NONCE_TABLE = `CREATE TABLE nonces (
  key_id TEXT NOT NULL,
  nonce TEXT NOT NULL,
  expires_ms INTEGER NOT NULL,
  PRIMARY KEY (key_id, nonce)
) STRICT, WITHOUT ROWID`;

const PURGE_EVERY_MS = 60_000;

/**
 * Remembers used nonces. It lives in the shard that the request addresses: a replay has the same signed path and body,
 * so it meets the same shard, and the claim shares the commit of what it protects.
 */
export class NonceTable {
  private purgedMs = 0;
  private readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  /** True for the first use of a nonce; false for every later one. */
  claim(claim: NonceClaim, nowMs: number): boolean {
    this.purge(nowMs);
    const inserted = this.sql.exec(
      'INSERT INTO nonces (key_id, nonce, expires_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1',
      claim.keyId,
      claim.nonce,
      claim.expiresMs,
    );
    return inserted.toArray().length === 1;
  }

  private purge(nowMs: number): void {
    if (nowMs - this.purgedMs < PURGE_EVERY_MS) return;
    this.sql.exec('DELETE FROM nonces WHERE expires_ms < ?', nowMs);
    this.purgedMs = nowMs;
  }
}
