import type { HeldLine } from '@roundgate/contract';
import { ROLLUP_KEY_FIELDS, type Rollup, TotalTooLargeError } from '@roundgate/contract/reporting';
import { reportStatement, type TotalsQuestion } from '../domain/reporting/report-statement.ts';

type Versioned = Rollup & { readonly version: number };
interface HeldRow {
  readonly source: string;
  readonly version: number;
  readonly rounds: string;
}

/** The reports' database: written by the ledger shards, read by the reports. */
export interface ReportStore {
  /** Keeps totals of a shard; an older snapshot never replaces a newer one. */
  putRollups(shard: string, rows: readonly Versioned[]): Promise<void>;
  putHeld(shard: string, rows: readonly HeldRow[]): Promise<void>;
  /** Totals over all shards, by what is asked; undefined when there are more rows than one answer holds. */
  totals(question: TotalsQuestion): Promise<readonly Rollup[] | undefined>;
  /** Money in interrupted rounds; of one operator, or of all. */
  held(operatorId: string | null, games: readonly string[] | null): Promise<readonly HeldLine[]>;
}

const COLUMNS = ROLLUP_KEY_FIELDS.join(', ');
const PLACES = ROLLUP_KEY_FIELDS.map(() => '?').join(', ');
const PUT_ROLLUP = `INSERT INTO rollups (shard, ${COLUMNS}, count, amount_minor, version) VALUES (?, ${PLACES}, ?, ?, ?)
  ON CONFLICT DO UPDATE SET count = excluded.count, amount_minor = excluded.amount_minor, version = excluded.version
  WHERE excluded.version > rollups.version`;
const PUT_HELD = `INSERT INTO held (source, version, rounds) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET version = excluded.version, rounds = excluded.rounds
  WHERE excluded.version > held.version`;
const READ_HELD = `SELECT * FROM (
    SELECT substr(h.source, 9, instr(substr(h.source, 9), '/') - 1) AS operator_id, r.value ->> 'game_id' AS game_id,
      r.value ->> 'currency' AS currency, count(*) AS rounds, sum(r.value ->> 'stake_minor') AS stake_minor,
      sum(r.value ->> 'owed_minor') AS owed_minor, min(r.value ->> 'since') AS oldest
    FROM held h, json_each(h.rounds) r GROUP BY 1, 2, 3)
  WHERE ?1 IS NULL OR operator_id = ?1 ORDER BY operator_id, game_id, currency`;

/** A sum comes as text, for a double would round a large one in silence. */
function exact(text: unknown): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new TotalTooLargeError(`${text} is beyond exact integers`);
  return value;
}

/** The reports in D1. */
export function createReportStore(database: D1Database): ReportStore {
  return {
    async putRollups(shard, rows) {
      const put = database.prepare(PUT_ROLLUP);
      const key = (row: Versioned) => ROLLUP_KEY_FIELDS.map((field) => row[field]);
      await database.batch(
        rows.map((row) => put.bind(shard, ...key(row), row.count, row.amount_minor, row.version)),
      );
    },
    async putHeld(_, rows) {
      const put = database.prepare(PUT_HELD);
      await database.batch(rows.map(({ source, version, rounds }) => put.bind(source, version, rounds)));
    },
    async totals(question) {
      const { sql, values, limit } = reportStatement(question);
      const { results } = await database
        .prepare(sql)
        .bind(...values)
        .all();
      if (results.length > limit) return undefined;
      return results.map(
        (row) =>
          ({ ...row, count: exact(row.count), amount_minor: exact(row.amount_minor) }) as unknown as Rollup,
      );
    },
    async held(operatorId, games) {
      const { results } = await database
        .prepare(READ_HELD)
        .bind(operatorId)
        .all<HeldLine & Record<string, unknown>>();
      return results.filter(({ game_id }) => games === null || games.includes(game_id));
    },
  };
}
