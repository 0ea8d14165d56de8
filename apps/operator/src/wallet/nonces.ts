/** The one-time part of a signed request (spec A1). */
export interface NonceClaim {
  readonly nonce: string;
  /** UTC ms after which the signature is stale by itself and the nonce may be forgotten. */
  readonly expiresMs: number;
}

const PURGE_EVERY_MS = 60_000;

/**
 * Remembers used nonces. It lives in the account that the request is about: a replay has the same signed path and body,
 * so it meets the same account, and the claim shares the commit of what it protects.
 */
export class NonceTable {
  #purgedMs = 0;
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** True for the first use of a nonce; false for every later one. */
  claim({ nonce, expiresMs }: NonceClaim, nowMs: number): boolean {
    this.#purge(nowMs);
    const insert = 'INSERT INTO nonces (nonce, expires_ms) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1';
    return this.#sql.exec(insert, nonce, expiresMs).toArray().length === 1;
  }

  #purge(nowMs: number): void {
    if (nowMs - this.#purgedMs < PURGE_EVERY_MS) return;
    this.#sql.exec('DELETE FROM nonces WHERE expires_ms < ?', nowMs);
    this.#purgedMs = nowMs;
  }
}
