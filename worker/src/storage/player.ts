import type { BusEvent, ChainedEvent, PlayRules, RgFlags } from '@roundgate/contract';
import { type ChainHead, EMPTY_CHAIN, linkEvent } from '@roundgate/contract/audit';
import type { Sha256 } from '../domain/rounds/keys.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import { type LoaderFacts, NO_RG_FLAGS, type Session } from '../domain/sessions/session.ts';

type PlayerRow = { operator_id: string; player_id: string; rg_flags: string; published_seq: number };
type EventRow = { seq: number; prev_hash: string; hash: string; event: string };
type SessionRow = {
  data: string;
  launched_at_ms: number | null;
  ended_at_ms: number | null;
  ended_reason: string | null;
  loader: string | null;
};

const toSession = (row: SessionRow): Session => ({
  ...(JSON.parse(row.data) as Session),
  launchedAtMs: row.launched_at_ms,
  endedAtMs: row.ended_at_ms,
  endReason: row.ended_reason,
  loader: row.loader === null ? null : (JSON.parse(row.loader) as LoaderFacts),
});
const toLink = ({ seq, prev_hash, hash, event }: EventRow): ChainedEvent => ({
  seq,
  prev_hash,
  hash,
  event: JSON.parse(event) as BusEvent,
});

/**
 * Reads a player's record, sessions and events. What a spin asks for again and again is remembered: the object is the
 * only one that writes, and forgets with every write.
 */
export class PlayerReader {
  protected readonly sql: SqlStorage;
  protected known: PlayerRecord | undefined;
  protected head: ChainHead | undefined;
  protected readonly sessions = new Map<string, Session>();

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  /** To be called when a transaction was undone: what was remembered may never have been. */
  forget(): void {
    this.known = undefined;
    this.head = undefined;
    this.sessions.clear();
  }

  record(): PlayerRecord | undefined {
    this.known ??= this.#readRecord();
    return this.known;
  }

  session(sessionId: string): Session | undefined {
    const session = this.sessions.get(sessionId) ?? this.#readSession(sessionId);
    if (session) this.sessions.set(sessionId, session);
    return session;
  }

  /** The sessions that were launched and have not ended. */
  running(): string[] {
    const query = 'SELECT session_id FROM sessions WHERE launched_at_ms IS NOT NULL AND ended_at_ms IS NULL';
    return this.sql
      .exec<{ session_id: string }>(query)
      .toArray()
      .map((row) => row.session_id);
  }

  chainHead(): ChainHead {
    this.head ??= this.#readHead();
    return this.head;
  }

  #readRecord(): PlayerRecord | undefined {
    const row = this.sql.exec<PlayerRow>('SELECT * FROM player').toArray()[0];
    return (
      row && {
        operatorId: row.operator_id,
        playerId: row.player_id,
        flags: JSON.parse(row.rg_flags) as RgFlags,
        publishedSeq: row.published_seq,
      }
    );
  }

  #readSession(sessionId: string): Session | undefined {
    const query =
      'SELECT data, launched_at_ms, ended_at_ms, ended_reason, loader FROM sessions WHERE session_id = ?';
    const row = this.sql.exec<SessionRow>(query, sessionId).toArray()[0];
    return row && toSession(row);
  }

  #readHead(): ChainHead {
    return (
      this.sql
        .exec<{ seq: number; hash: string }>('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1')
        .toArray()[0] ?? EMPTY_CHAIN
    );
  }

  /** The link that closes a round. Read through: it is asked for once in a while, and an index is paid for by every spin. */
  linkOf(roundId: string): ChainedEvent | undefined {
    const query = `SELECT seq, prev_hash, hash, event FROM events WHERE event ->> 'round_id' = ?
      AND event ->> 'type' = 'spin_finished' ORDER BY seq DESC LIMIT 1`;
    const row = this.sql.exec<EventRow>(query, roundId).toArray()[0];
    return row && toLink(row);
  }

  /** Events after `seq`, at most `limit`, in order. */
  eventsAfter(seq: number, limit: number): ChainedEvent[] {
    const query = 'SELECT seq, prev_hash, hash, event FROM events WHERE seq > ? ORDER BY seq LIMIT ?';
    return this.sql.exec<EventRow>(query, seq, limit).toArray().map(toLink);
  }
}

/** Writes the same; only inside a transaction of the player object. */
export class PlayerWriter extends PlayerReader {
  create(operatorId: string, playerId: string, flags: RgFlags): void {
    this.known = undefined;
    const insert =
      'INSERT INTO player (one, operator_id, player_id, rg_flags) VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET rg_flags = excluded.rg_flags';
    this.sql.exec(insert, operatorId, playerId, JSON.stringify(flags));
  }

  /** Makes a record for a player that was never here; one that is there stays as it is. */
  ensure(operatorId: string, playerId: string): void {
    this.known = undefined;
    const insert =
      'INSERT INTO player (one, operator_id, player_id, rg_flags) VALUES (1, ?, ?, ?) ON CONFLICT DO NOTHING';
    this.sql.exec(insert, operatorId, playerId, JSON.stringify(NO_RG_FLAGS));
  }

  addSession(session: Session): void {
    const insert = `INSERT INTO sessions (session_id, opened_at_ms, data, rounds_before)
      VALUES (?, ?, ?, (SELECT coalesce(max(seq), 0) FROM rounds))`;
    this.sql.exec(insert, session.sessionId, session.openedAtMs, JSON.stringify(session));
  }

  markLaunched(sessionId: string, loader: LoaderFacts, nowMs: number): void {
    this.sessions.delete(sessionId);
    const update = 'UPDATE sessions SET launched_at_ms = ?, loader = ? WHERE session_id = ?';
    this.sql.exec(update, nowMs, JSON.stringify(loader), sessionId);
  }

  setRules(sessionId: string, rules: PlayRules): void {
    this.sessions.delete(sessionId);
    const update =
      "UPDATE sessions SET data = json_set(data, '$.market.rules', json(?)) WHERE session_id = ?";
    this.sql.exec(update, JSON.stringify(rules), sessionId);
  }

  /** Ends a session once: a second end changes nothing. */
  markEnded(sessionId: string, reason: string, nowMs: number): void {
    this.sessions.delete(sessionId);
    const update =
      'UPDATE sessions SET ended_at_ms = ?, ended_reason = ? WHERE session_id = ? AND ended_at_ms IS NULL';
    this.sql.exec(update, nowMs, reason, sessionId);
  }

  /** Adds an event as the next link of the chain. */
  append(sha256: Sha256, event: BusEvent): ChainedEvent {
    const link = linkEvent(sha256, this.chainHead(), event);
    const insert = 'INSERT INTO events (seq, prev_hash, hash, event) VALUES (?, ?, ?, ?)';
    this.sql.exec(insert, link.seq, link.prev_hash, link.hash, JSON.stringify(event));
    this.head = { seq: link.seq, hash: link.hash };
    return link;
  }

  markPublished(seq: number): void {
    this.known = undefined;
    this.sql.exec('UPDATE player SET published_seq = ? WHERE published_seq < ?', seq, seq);
  }
}
