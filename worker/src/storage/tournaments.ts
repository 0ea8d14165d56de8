import type { BotSignal, EntryStatus, TournamentRules } from '@roundgate/contract';
import { isTestPlayer } from '@roundgate/contract/reporting';
import type { ClosedEntry, Score } from '../domain/tournaments/port.ts';
import type { AwardState, TableEntry } from '../domain/tournaments/table-entry.ts';
import type { Decided } from '../domain/tournaments/tournament.ts';

/** A tournament as it is stored; `version` grows with every change, `toldVersion` is what its board knows. */
export interface StoredTournament {
  readonly operatorId: string;
  readonly tournamentId: string;
  readonly rules: TournamentRules;
  readonly decided: Decided;
  readonly closedAtMs: number | null;
  readonly version: number;
  readonly toldVersion: number;
}

type TournamentColumns = {
  operator_id: string;
  tournament_id: string;
  rules: string;
  decided: Decided;
  closed_at_ms: number | null;
  version: number;
  told_version: number;
};
type EntryColumns = {
  player_id: string;
  alias: string;
  score: number;
  spins: number;
  reached_at_ms: number | null;
  suspicion: number;
  signals: string;
  closed: number;
  chain: string | null;
  late_rounds: number;
  rank: number | null;
  status: EntryStatus | null;
  prize_minor: number | null;
  award: AwardState;
  decision: TableEntry['decision'];
};

const toEntry = (row: EntryColumns): TableEntry => ({
  playerId: row.player_id,
  alias: row.alias,
  score: row.score,
  spins: row.spins,
  reachedAtMs: row.reached_at_ms,
  suspicion: row.suspicion,
  signals: JSON.parse(row.signals) as BotSignal[],
  isTester: isTestPlayer(row.player_id),
  isClosed: row.closed === 1,
  chain: row.chain === null ? null : (JSON.parse(row.chain) as ClosedEntry['chain']),
  lateRounds: row.late_rounds,
  rank: row.rank,
  status: row.status,
  prizeMinor: row.prize_minor,
  award: row.award,
  decision: row.decision,
});

/** A stored value may not be over 2 MB. */
const PART_CHARACTERS = 500_000;

/** One tournament on disk: rules, entries, and the signed table. Every method is synchronous. */
export class TournamentStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): StoredTournament | undefined {
    const row = this.#sql.exec<TournamentColumns>('SELECT * FROM tournament').toArray()[0];
    return (
      row && {
        operatorId: row.operator_id,
        tournamentId: row.tournament_id,
        rules: JSON.parse(row.rules) as TournamentRules,
        decided: row.decided,
        closedAtMs: row.closed_at_ms,
        version: row.version,
        toldVersion: row.told_version,
      }
    );
  }

  create(operatorId: string, tournamentId: string, rules: TournamentRules): void {
    const insert = `INSERT INTO tournament (one, operator_id, tournament_id, rules, decided, version, told_version)
      VALUES (1, ?, ?, ?, 'open', 1, 0)`;
    this.#sql.exec(insert, operatorId, tournamentId, JSON.stringify(rules));
  }

  decide(decided: Decided, nowMs: number): void {
    const update = 'UPDATE tournament SET decided = ?, closed_at_ms = ?, version = version + 1';
    this.#sql.exec(update, decided, nowMs);
  }

  markTold(version: number): void {
    this.#sql.exec('UPDATE tournament SET told_version = ? WHERE told_version < ?', version, version);
  }

  /** Keeps a place; false when the player has one. */
  join(playerId: string, alias: string): boolean {
    const insert = 'INSERT INTO entries (player_id, alias) VALUES (?, ?) ON CONFLICT DO NOTHING';
    if (this.#sql.exec(insert, playerId, alias).rowsWritten === 0) return false;
    this.#sql.exec('UPDATE tournament SET version = version + 1');
    return true;
  }

  count(): number {
    return this.#sql.exec<{ players: number }>('SELECT count(*) AS players FROM entries').one().players;
  }

  find(playerId: string): TableEntry | undefined {
    const query = 'SELECT * FROM entries WHERE player_id = ?';
    const row = this.#sql.exec<EntryColumns>(query, playerId).toArray()[0];
    return row && toEntry(row);
  }

  all(): TableEntry[] {
    return this.#sql.exec<EntryColumns>('SELECT * FROM entries').toArray().map(toEntry);
  }

  /** Takes a score that is not older than the known one, of an entry that is not closed. */
  take(playerId: string, { score, spins, reachedAtMs, suspicion, signals }: Score): boolean {
    const update = `UPDATE entries SET score = ?, spins = ?, reached_at_ms = ?, suspicion = ?, signals = ?
      WHERE player_id = ? AND spins <= ? AND closed = 0`;
    const told = [score, spins, reachedAtMs, suspicion, JSON.stringify(signals)];
    return this.#sql.exec(update, ...told, playerId, spins).rowsWritten > 0;
  }

  unclosed(limit: number): string[] {
    const query = 'SELECT player_id FROM entries WHERE closed = 0 ORDER BY player_id LIMIT ?';
    return this.#sql
      .exec<{ player_id: string }>(query, limit)
      .toArray()
      .map((row) => row.player_id);
  }

  /** Takes the last word on an entry; null of a player who joined here and never came to know of it. */
  close(playerId: string, last: ClosedEntry | null): void {
    if (last) this.take(playerId, last.score);
    this.#sql.exec(
      'UPDATE entries SET closed = 1, chain = ?, late_rounds = ? WHERE player_id = ?',
      ...[last ? JSON.stringify(last.chain) : null, last?.lateRounds ?? 0, playerId],
    );
  }

  /** Writes what the close, a target or a person has decided about an entry. */
  settle({ playerId, rank, status, prizeMinor, award, decision }: TableEntry): void {
    const update = `UPDATE entries SET rank = ?, status = ?, prize_minor = ?, award = ?, decision = ?
      WHERE player_id = ?`;
    this.#sql.exec(update, rank, status, prizeMinor, award, decision, playerId);
  }

  /** Entries whose prize is still to be handed over. */
  owed(limit: number): TableEntry[] {
    const query = "SELECT * FROM entries WHERE award = 'owed' ORDER BY player_id LIMIT ?";
    return this.#sql.exec<EntryColumns>(query, limit).toArray().map(toEntry);
  }

  markGiven(playerId: string): void {
    this.#sql.exec("UPDATE entries SET award = 'given' WHERE player_id = ?", playerId);
  }

  /** The signed table, kept as it was signed. */
  putFinal(text: string): void {
    for (let part = 0; part * PART_CHARACTERS < text.length; part += 1) {
      const slice = text.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS);
      this.#sql.exec('INSERT OR REPLACE INTO final (part, text) VALUES (?, ?)', part, slice);
    }
  }

  final(): string | null {
    const parts = this.#sql.exec<{ text: string }>('SELECT text FROM final ORDER BY part').toArray();
    return parts.length === 0 ? null : parts.map(({ text }) => text).join('');
  }
}
