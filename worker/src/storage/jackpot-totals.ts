import type { JackpotTotal } from './jackpot-shard.ts';

type TotalRow = { jackpot_id: string; total_minor: number; told_minor: number };

/**
 * What a player's settled rounds have put into each pool. How much of it the shard knows is kept in memory and written
 * beside the next change: to tell it once more after a sleep is cheaper than a write for every spin.
 */
export class JackpotTotalsWriter {
  readonly #sql: SqlStorage;
  readonly #toldMinor = new Map<string, number>();
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a contribution; only inside the transaction that closes its round. */
  add(jackpotId: string, amountMinor: number): void {
    this.#sql.exec(
      `INSERT INTO jackpot_totals (jackpot_id, total_minor, told_minor) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET total_minor = total_minor + excluded.total_minor,
        told_minor = max(told_minor, excluded.told_minor)`,
      ...[jackpotId, amountMinor, this.#toldMinor.get(jackpotId) ?? 0],
    );
  }

  all(): JackpotTotal[] {
    return this.#rows().map(({ jackpot_id, total_minor }) => ({
      jackpotId: jackpot_id,
      totalMinor: total_minor,
    }));
  }

  /** What the shard knows of a pool, as far as this instance can tell. */
  told(jackpotId: string): number {
    const known = this.#toldMinor.get(jackpotId);
    if (known !== undefined) return known;
    return this.#rows().find(({ jackpot_id }) => jackpot_id === jackpotId)?.told_minor ?? 0;
  }

  noteTold({ jackpotId, totalMinor }: JackpotTotal): void {
    this.#toldMinor.set(jackpotId, Math.max(totalMinor, this.#toldMinor.get(jackpotId) ?? 0));
  }

  /** Writes what was noted, so that a later instance need not tell it again. */
  saveTold(): void {
    const update = 'UPDATE jackpot_totals SET told_minor = ? WHERE jackpot_id = ? AND told_minor < ?';
    for (const [jackpotId, minor] of this.#toldMinor) this.#sql.exec(update, minor, jackpotId, minor);
  }

  #rows(): TotalRow[] {
    return this.#sql.exec<TotalRow>('SELECT * FROM jackpot_totals').toArray();
  }
}
