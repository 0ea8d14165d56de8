import { DurableObject } from 'cloudflare:workers';
import type { Currency } from '@roundgate/contract';
import type { Env } from '../env.ts';
import { migrate } from '../storage/migrate.ts';
import { NONCE_TABLE, type NonceClaim, NonceTable } from '../storage/nonces.ts';
import { type SessionFacts, sameSession } from './session-facts.ts';

const SESSION_TABLE = `CREATE TABLE sessions (
  session_id TEXT PRIMARY KEY,
  operator_id TEXT NOT NULL,
  player_id TEXT NOT NULL,
  game_id TEXT NOT NULL,
  build_hash TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  currency TEXT NOT NULL,
  country TEXT NOT NULL,
  announced_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

interface SessionRow extends Record<string, SqlStorageValue> {
  session_id: string;
  operator_id: string;
  player_id: string;
  game_id: string;
  build_hash: string;
  rtp_profile: string;
  currency: string;
  country: string;
}

const toFacts = (row: SessionRow): SessionFacts => ({
  sessionId: row.session_id,
  operatorId: row.operator_id,
  playerId: row.player_id,
  gameId: row.game_id,
  buildHash: row.build_hash,
  rtpProfile: row.rtp_profile,
  currency: row.currency as Currency,
  country: row.country,
});

/** What came of announcing a session. */
export type AnnounceAnswer = 'announced' | 'conflict' | 'nonce_replayed';

/** Holds a share of the sessions. */
export class SessionShard extends DurableObject<Env> {
  private readonly sql: SqlStorage;
  private readonly nonces: NonceTable;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [SESSION_TABLE, NONCE_TABLE]);
    this.sql = ctx.storage.sql;
    this.nonces = new NonceTable(this.sql);
  }

  /** Stores a session, once; a repeat with the same content is no error (spec S1). */
  announce(session: SessionFacts, nonce: NonceClaim, nowMs: number): AnnounceAnswer {
    if (!this.nonces.claim(nonce, nowMs)) return 'nonce_replayed';
    const known = this.find(session.sessionId);
    if (known) return sameSession(known, session) ? 'announced' : 'conflict';
    this.sql.exec(
      'INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      session.sessionId,
      session.operatorId,
      session.playerId,
      session.gameId,
      session.buildHash,
      session.rtpProfile,
      session.currency,
      session.country,
      nowMs,
    );
    return 'announced';
  }

  /** The session, or null when it was never announced. */
  find(sessionId: string): SessionFacts | null {
    const found = this.sql.exec<SessionRow>('SELECT * FROM sessions WHERE session_id = ?', sessionId);
    const row = found.toArray()[0];
    return row ? toFacts(row) : null;
  }
}
