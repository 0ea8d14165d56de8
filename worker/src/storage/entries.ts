import type { Award } from '../domain/tournaments/award.ts';
import { type Entry, withSpin } from '../domain/tournaments/entry.ts';
import type { SpinEvent } from '../domain/tournaments/standing.ts';
import { FenceLostError } from './transfers.ts';

type Row = { data: string };
type StandingRow = Row & { told_spins: number };

const parse = (row: Row): Entry => JSON.parse(row.data) as Entry;

/** An entry with how many of its spins the table's shard knows. */
export interface ToldEntry {
  readonly entry: Entry;
  readonly toldSpins: number;
}

/**
 * A player's places in tournaments; written only inside a transaction of the player object. Which of them are open is
 * remembered, because every spin asks, and most players have none.
 */
export class EntryWriter {
  readonly #sql: SqlStorage;
  #open: readonly Entry[] | undefined;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(tournamentId: string): Entry | undefined {
    const query = 'SELECT data FROM entries WHERE tournament_id = ?';
    const row = this.#sql.exec<Row>(query, tournamentId).toArray()[0];
    return row && parse(row);
  }

  open(): readonly Entry[] {
    this.#open ??= this.#sql.exec<Row>('SELECT data FROM entries WHERE closed = 0').toArray().map(parse);
    return this.#open;
  }

  /** To be called when a transaction was undone: what was remembered may never have been. */
  forget(): void {
    this.#open = undefined;
  }

  put(entry: Entry): void {
    this.forget();
    this.#sql.exec(
      `INSERT INTO entries (tournament_id, closed, told_spins, data) VALUES (?, ?, -1, ?)
      ON CONFLICT (tournament_id) DO UPDATE SET closed = excluded.closed, data = excluded.data`,
      ...[entry.tournamentId, entry.isClosed ? 1 : 0, JSON.stringify(entry)],
    );
  }

  count(spin: SpinEvent): void {
    for (const tournamentId of spin.tournament_ids ?? []) {
      const entry = this.find(tournamentId);
      if (entry && !entry.isClosed) this.put(withSpin(entry, spin));
    }
  }

  /** The open entries, with what their shards have been told as far as it was written. */
  told(): ToldEntry[] {
    const query = 'SELECT data, told_spins FROM entries WHERE closed = 0';
    return this.#sql
      .exec<StandingRow>(query)
      .toArray()
      .map((row) => ({ entry: parse(row), toldSpins: row.told_spins }));
  }

  /** Writes what a shard was told, so that a later instance need not tell it again. */
  saveTold(tournamentId: string, spins: number): void {
    const update = 'UPDATE entries SET told_spins = ? WHERE tournament_id = ? AND told_spins < ?';
    this.#sql.exec(update, spins, tournamentId, spins);
  }
}

/** A player's prizes; written only inside a transaction of the player object. */
export class AwardWriter {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(key: string): Award | undefined {
    const row = this.#sql.exec<Row>('SELECT data FROM awards WHERE key = ?', key).toArray()[0];
    return row && (JSON.parse(row.data) as Award);
  }

  open(): Award[] {
    return this.#sql
      .exec<Row>('SELECT data FROM awards WHERE closed_at_ms IS NULL')
      .toArray()
      .map((row) => JSON.parse(row.data) as Award);
  }

  /** Stores a prize as it is now. `expected` is the version its movement was made from, 0 for a new row. */
  put(award: Award, expected: number): void {
    const { key, version, amountMinor, closedAtMs } = award.movement;
    const data = JSON.stringify(award);
    if (expected === 0) {
      const insert =
        'INSERT INTO awards (key, version, amount_minor, closed_at_ms, data) VALUES (?, ?, ?, ?, ?)';
      this.#sql.exec(insert, key, version, amountMinor, closedAtMs, data);
      return;
    }
    const update = 'UPDATE awards SET version = ?, closed_at_ms = ?, data = ? WHERE key = ? AND version = ?';
    if (this.#sql.exec(update, version, closedAtMs, data, key, expected).rowsWritten === 0)
      throw new FenceLostError(`prize ${key} is no longer at version ${expected}`);
  }
}
