import { owedMinor, type Round } from '../domain/rounds/round.ts';

type RoundRow = { seq: number; version: number; data: string };

const parse = (row: RoundRow): Round => JSON.parse(row.data) as Round;

/** Reads rounds; never writes. Which of them are open is remembered, for every spin asks: the object is the only one that writes. */
export class RoundReader {
  protected readonly sql: SqlStorage;
  protected unclosed: Map<string, Round> | undefined;
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
    this.unclosed ??= this.#readOpen();
    return [...this.unclosed.values()];
  }

  /** To be called when a transaction was undone: what was remembered may never have been. */
  forget(): void {
    this.unclosed = undefined;
  }

  #readOpen(): Map<string, Round> {
    const query = 'SELECT seq, version, data FROM rounds WHERE closed_at_ms IS NULL ORDER BY seq';
    const rounds = this.sql.exec<RoundRow>(query).toArray().map(parse);
    return new Map(rounds.map((round) => [round.roundId, round]));
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

/** Writes rounds; only inside a transaction of the player object. */
export class RoundWriter extends RoundReader {
  /**
   * Stores a round as it is now. `expected` is the stored version it was made from, 0 for a new row; false when the row
   * is not at it any more.
   */
  put(round: Round, expected: number): boolean {
    const isStored = this.#write(round, expected);
    if (!isStored) this.forget();
    else if (round.closedAtMs === null) this.unclosed?.set(round.roundId, round);
    else this.unclosed?.delete(round.roundId);
    return isStored;
  }

  #write(round: Round, expected: number): boolean {
    const { roundId, state, version, stakeMinor, outcome, closedAtMs, mode } = round;
    const win = outcome ? owedMinor(round) : null;
    const data = JSON.stringify(round);
    if (expected === 0) {
      const insert =
        'INSERT INTO rounds (round_id, state, version, stake_minor, win_minor, closed_at_ms, data, grant_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
      this.sql.exec(insert, roundId, state, version, stakeMinor, win, closedAtMs, data, mode.grantId);
      return true;
    }
    const update =
      'UPDATE rounds SET state = ?, version = ?, win_minor = ?, closed_at_ms = ?, data = ? WHERE round_id = ? AND version = ?';
    const { rowsWritten } = this.sql.exec(update, state, version, win, closedAtMs, data, roundId, expected);
    return rowsWritten > 0;
  }
}
