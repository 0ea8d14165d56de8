import type { Round } from '../domain/rounds/round.ts';

type RoundRow = { seq: number; version: number; data: string };

const parse = (row: RoundRow): Round => JSON.parse(row.data) as Round;

/** Reads rounds; never writes. */
export class RoundReader {
  protected readonly sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  find(roundId: string): Round | undefined {
    const row = this.sql
      .exec<RoundRow>('SELECT seq, version, data FROM rounds WHERE round_id = ?', roundId)
      .toArray()[0];
    return row && parse(row);
  }

  /** Version of the stored row: the fence that every effect compares with. */
  version(roundId: string): number | undefined {
    return this.sql
      .exec<{ version: number }>('SELECT version FROM rounds WHERE round_id = ?', roundId)
      .toArray()[0]?.version;
  }

  /** Every round that is not closed, oldest first. */
  open(): Round[] {
    return this.sql
      .exec<RoundRow>('SELECT seq, version, data FROM rounds WHERE closed_at_ms IS NULL ORDER BY seq')
      .toArray()
      .map(parse);
  }

  newest(): Round | undefined {
    const row = this.sql
      .exec<RoundRow>('SELECT seq, version, data FROM rounds ORDER BY seq DESC LIMIT 1')
      .toArray()[0];
    return row && parse(row);
  }

  /** The newest round of one game, for resuming it. */
  newestOf(gameId: string): Round | undefined {
    const query =
      "SELECT seq, version, data FROM rounds WHERE data ->> 'gameId' = ? ORDER BY seq DESC LIMIT 1";
    const row = this.sql.exec<RoundRow>(query, gameId).toArray()[0];
    return row && parse(row);
  }

  /** A page of history, newest first, older than `before` when it is named. */
  page(limit: number, before?: string): Round[] {
    const query = `SELECT seq, version, data FROM rounds
      WHERE seq < coalesce((SELECT seq FROM rounds WHERE round_id = ?), 9007199254740991) ORDER BY seq DESC LIMIT ?`;
    return this.sql
      .exec<RoundRow>(query, before ?? null, limit)
      .toArray()
      .map(parse);
  }
}

/** Thrown inside a transaction when the stored row is not the one that was read: this instance has lost it. */
export class FenceLostError extends Error {}

/** Writes rounds; only inside a transaction of the player object. */
export class RoundWriter extends RoundReader {
  /** Stores a round as it is now. `expected` is the stored version it was made from, 0 for a new row. */
  put(round: Round, expected: number): void {
    const { roundId, state, version, stakeMinor, outcome, closedAtMs } = round;
    const win = outcome?.winMinor ?? null;
    const data = JSON.stringify(round);
    if (expected === 0) {
      const insert =
        'INSERT INTO rounds (round_id, state, version, stake_minor, win_minor, closed_at_ms, data) VALUES (?, ?, ?, ?, ?, ?, ?)';
      this.sql.exec(insert, roundId, state, version, stakeMinor, win, closedAtMs, data);
      return;
    }
    const update =
      'UPDATE rounds SET state = ?, version = ?, win_minor = ?, closed_at_ms = ?, data = ? WHERE round_id = ? AND version = ?';
    const { rowsWritten } = this.sql.exec(update, state, version, win, closedAtMs, data, roundId, expected);
    if (rowsWritten === 0) throw new FenceLostError(`round ${roundId} is no longer at version ${expected}`);
  }
}
