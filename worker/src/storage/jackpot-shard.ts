/** What one source's rounds have put into one pool, in all. */
export interface JackpotTotal {
  readonly jackpotId: string;
  readonly totalMinor: number;
}
type TotalRow = { jackpot_id: string; total_minor: number };

const toTotal = ({ jackpot_id, total_minor }: TotalRow): JackpotTotal => ({
  jackpotId: jackpot_id,
  totalMinor: total_minor,
});

/** A contribution shard on disk: each source counts once, by the most that it ever told. */
export class JackpotShardStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  take(source: string, { jackpotId, totalMinor }: JackpotTotal): void {
    const query = 'SELECT jackpot_id, total_minor FROM totals WHERE source = ? AND jackpot_id = ?';
    const knownMinor = this.#sql.exec<TotalRow>(query, source, jackpotId).toArray()[0]?.total_minor ?? 0;
    if (totalMinor <= knownMinor) return;
    this.#sql.exec(
      `INSERT INTO totals (source, jackpot_id, total_minor) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET total_minor = excluded.total_minor`,
      ...[source, jackpotId, totalMinor],
    );
    this.#sql.exec(
      `INSERT INTO sums (jackpot_id, total_minor, told_minor) VALUES (?, ?, 0)
      ON CONFLICT DO UPDATE SET total_minor = total_minor + excluded.total_minor`,
      ...[jackpotId, totalMinor - knownMinor],
    );
  }

  /** The sums that their pools do not know yet. */
  untold(): JackpotTotal[] {
    const query = 'SELECT jackpot_id, total_minor FROM sums WHERE total_minor > told_minor';
    return this.#sql.exec<TotalRow>(query).toArray().map(toTotal);
  }

  markTold({ jackpotId, totalMinor }: JackpotTotal): void {
    const update = 'UPDATE sums SET told_minor = max(told_minor, ?) WHERE jackpot_id = ?';
    this.#sql.exec(update, totalMinor, jackpotId);
  }
}
