import { ROLLUP_KEY_FIELDS, type Rollup } from '@roundgate/contract/reporting';

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
}

const COLUMNS = ROLLUP_KEY_FIELDS.join(', ');
const PLACES = ROLLUP_KEY_FIELDS.map(() => '?').join(', ');
const PUT_ROLLUP = `INSERT INTO rollups (shard, ${COLUMNS}, count, amount_minor, version) VALUES (?, ${PLACES}, ?, ?, ?)
  ON CONFLICT DO UPDATE SET count = excluded.count, amount_minor = excluded.amount_minor, version = excluded.version
  WHERE excluded.version > rollups.version`;
const PUT_HELD = `INSERT INTO held (source, version, rounds) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET version = excluded.version, rounds = excluded.rounds
  WHERE excluded.version > held.version`;

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
  };
}
