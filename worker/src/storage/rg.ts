import {
  NO_PLAYER_RG,
  newSessionRg,
  type PlayerRg,
  type SessionRg,
  type SessionTotals,
} from '../domain/rg/state.ts';

type Row = { data: string };
type TotalsRow = { rounds: number; staked: number; won: number; last: number | null };

/** Stored rounds whose stake is paid, as {@link isStakeTaken} has it for rounds in memory. */
const STAKE_TAKEN = `(state IN ('DEBITED', 'SETTLED') OR (state = 'HELD' AND win_minor IS NOT NULL
  AND data ->> 'debitReference' IS NOT NULL AND data ->> 'undo' IS NULL))`;

/**
 * What responsible gaming keeps of a player and of its sessions. What a spin asks for is remembered: the object is the
 * only one that writes.
 */
export class RgReader {
  protected readonly sql: SqlStorage;
  protected known: PlayerRg | undefined;
  protected readonly sessions = new Map<string, SessionRg>();

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  /** To be called when a transaction was undone: what was remembered may never have been. */
  forget(): void {
    this.known = undefined;
    this.sessions.clear();
  }

  player(): PlayerRg {
    this.known ??= this.#read<PlayerRg>('SELECT data FROM player_rg') ?? NO_PLAYER_RG;
    return this.known;
  }

  session(sessionId: string): SessionRg {
    const query = 'SELECT data FROM session_rg WHERE session_id = ?';
    const own = this.sessions.get(sessionId) ?? this.#read<SessionRg>(query, sessionId) ?? newSessionRg(0);
    this.sessions.set(sessionId, own);
    return own;
  }

  /** What the stored rounds of a session add up to; a scan of the rounds since it was opened, for once in an instance. */
  totals(sessionId: string): SessionTotals {
    const query = `SELECT count(*) FILTER (WHERE ${STAKE_TAKEN}) AS rounds,
        coalesce(sum(stake_minor) FILTER (WHERE ${STAKE_TAKEN} AND grant_id IS NULL), 0) AS staked,
        coalesce(sum(win_minor) FILTER (WHERE ${STAKE_TAKEN}), 0) AS won,
        max(data ->> 'acceptedAtMs') AS last
      FROM rounds WHERE data ->> 'sessionId' = ?
        AND seq > (SELECT rounds_before FROM sessions WHERE session_id = ?)`;
    const row = this.sql.exec<TotalsRow>(query, sessionId, sessionId).one();
    return { rounds: row.rounds, stakedMinor: row.staked, wonMinor: row.won, lastRoundMs: row.last };
  }

  #read<T>(query: string, ...values: string[]): T | undefined {
    const row = this.sql.exec<Row>(query, ...values).toArray()[0];
    return row && (JSON.parse(row.data) as T);
  }
}

/** Writes the same; only inside a transaction of the player object. */
export class RgWriter extends RgReader {
  putPlayer(player: PlayerRg): void {
    const upsert =
      'INSERT INTO player_rg (one, data) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET data = excluded.data';
    this.sql.exec(upsert, JSON.stringify(player));
    this.known = player;
  }

  putSession(sessionId: string, own: SessionRg): void {
    const upsert = `INSERT INTO session_rg (session_id, data) VALUES (?, ?)
      ON CONFLICT (session_id) DO UPDATE SET data = excluded.data`;
    this.sql.exec(upsert, sessionId, JSON.stringify(own));
    this.sessions.set(sessionId, own);
  }
}
