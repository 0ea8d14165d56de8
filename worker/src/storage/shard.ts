import type { ShardHead, StoredEvent } from '@roundgate/contract';
import { type BatchHead, type ChainHead, EMPTY_CHAIN, makeBatch, NO_BATCH } from '@roundgate/contract/audit';
import { ROLLUP_KEY_FIELDS, type Rollup, Totals } from '@roundgate/contract/reporting';
import { type ArmSums, sumTallies } from '../domain/campaigns/results.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import { CampaignTallies } from './campaign-tallies.ts';

/** A batch that has its place and its content, and is not in the write-once store yet. */
export interface ClosedBatch extends BatchHead {
  readonly key: string;
  readonly body: string;
}
/** A total with the number of times that it changed. */
export type VersionedRollup = Rollup & { readonly version: number };
/** What a player's object last told of rounds that are not over. */
export interface HeldRow {
  readonly source: string;
  readonly version: number;
  readonly rounds: string;
}

/** The most that one batch holds: an object that is read whole, and answered whole. */
const MAX_BATCH_LINES = 500;
const MAX_BATCH_BYTES = 300_000;

type BatchRow = {
  number: number;
  sha256: string;
  prev: string;
  key: string;
  from_row: number;
  to_row: number;
};
type LineRow = { row: number; line: string };
const KEY_COLUMNS = ROLLUP_KEY_FIELDS.join(', ');

/** One ledger shard on disk: watermarks, the lines of the next batch, batches, totals (worker/docs/events.md). */
export class ShardStore {
  readonly #sql: SqlStorage;
  readonly #shard: string;
  readonly #sha256: Sha256;
  readonly #campaigns: CampaignTallies;

  constructor(sql: SqlStorage, shard: string, sha256: Sha256) {
    this.#sql = sql;
    this.#shard = shard;
    this.#sha256 = sha256;
    this.#campaigns = new CampaignTallies(sql);
  }

  watermark(source: string): ChainHead {
    const query = 'SELECT seq, hash FROM watermarks WHERE source = ?';
    return this.#sql.exec<{ seq: number; hash: string }>(query, source).toArray()[0] ?? EMPTY_CHAIN;
  }

  apply(source: string, lines: readonly StoredEvent[]): void {
    const last = lines.at(-1);
    if (!last) return;
    const totals = new Totals();
    for (const line of lines) {
      totals.add(line);
      const insert = 'INSERT INTO outbox (source, seq, happened_at, line) VALUES (?, ?, ?, ?)';
      this.#sql.exec(insert, source, line.seq, line.event.ts, JSON.stringify(line));
    }
    for (const row of totals.rows()) this.#addRollup(row);
    this.#campaigns.apply(source, lines);
    this.#sql.exec(
      'INSERT INTO watermarks (source, seq, hash) VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET seq = excluded.seq, hash = excluded.hash',
      ...[source, last.seq, last.hash],
    );
    this.count('events', lines.length);
  }

  #addRollup(row: Rollup): void {
    const places = ROLLUP_KEY_FIELDS.map(() => '?').join(', ');
    this.#sql.exec(
      `INSERT INTO rollups (${KEY_COLUMNS}, count, amount_minor, version, dirty) VALUES (${places}, ?, ?, 1, 1)
      ON CONFLICT DO UPDATE SET count = count + excluded.count, amount_minor = amount_minor + excluded.amount_minor,
        version = version + 1, dirty = 1`,
      ...ROLLUP_KEY_FIELDS.map((field) => row[field]),
      ...[row.count, row.amount_minor],
    );
  }

  count(name: string, by: number): void {
    const upsert =
      'INSERT INTO counters (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + excluded.value';
    this.#sql.exec(upsert, name, by);
  }

  /** Ages are counted by powers of a quarter second's 1.25: enough to tell 40 s from 50 s. */
  noteAges(hour: string, agesMs: readonly number[]): void {
    for (const [bucket, ages] of Map.groupBy(agesMs, ageBucket))
      this.#sql.exec(
        `INSERT INTO ages (hour, bucket, count, max_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count, max_ms = max(max_ms, excluded.max_ms)`,
        ...[hour, bucket, ages.length, Math.max(...ages)],
      );
    this.#sql.exec('DELETE FROM ages WHERE hour < ?', hoursBefore(hour, AGES_KEPT_HOURS));
  }

  /** The ages since an hour, by bucket: how many, and the oldest of them. */
  agesSince(hour: string): { bucket: number; count: number; max_ms: number }[] {
    return this.#sql
      .exec<{ bucket: number; count: number; max_ms: number }>(
        'SELECT bucket, sum(count) AS count, max(max_ms) AS max_ms FROM ages WHERE hour >= ? GROUP BY bucket',
        hour,
      )
      .toArray();
  }

  hold({ source, version, rounds }: { source: string; version: number; rounds: readonly unknown[] }): void {
    this.#sql.exec(
      `INSERT INTO held (source, version, rounds, dirty) VALUES (?, ?, ?, 1)
      ON CONFLICT (source) DO UPDATE SET version = excluded.version, rounds = excluded.rounds, dirty = 1
      WHERE excluded.version > held.version`,
      ...[source, version, JSON.stringify(rounds)],
    );
  }

  counters(): Record<string, number> {
    const rows = this.#sql
      .exec<{ name: string; value: number }>('SELECT name, value FROM counters')
      .toArray();
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }

  /** What a campaign's players in this shard come to, by arm. */
  campaignSums(operatorId: string, campaignId: string): ArmSums[] {
    return sumTallies(this.#campaigns.all(operatorId, campaignId));
  }

  /** What is not in the write-once store yet: how much, and when the oldest of it happened. */
  waiting(): { events: number; oldest: string | null } {
    const query = 'SELECT count(*) AS events, min(happened_at) AS oldest FROM outbox';
    return this.#sql.exec<{ events: number; oldest: string | null }>(query).one();
  }

  /** Puts waiting lines into the next batch; undefined when none wait. */
  closeBatch(): ClosedBatch | undefined {
    const taken = this.#sql
      .exec<{ to_row: number }>('SELECT max(to_row) AS to_row FROM batches')
      .one().to_row;
    const query = 'SELECT row, line FROM outbox WHERE row > ? ORDER BY row LIMIT ?';
    const lines = upTo(this.#sql.exec<LineRow>(query, taken ?? 0, MAX_BATCH_LINES).toArray());
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) return undefined;
    const batch = makeBatch(
      this.#sha256,
      this.#shard,
      this.head(),
      lines.map(({ line }) => line),
    );
    const { number, prev } = batch.header;
    const [from_day, to_day] = this.#sql
      .exec<{ low: string; high: string }>(
        'SELECT min(happened_at) AS low, max(happened_at) AS high FROM outbox WHERE row BETWEEN ? AND ?',
        ...[first.row, last.row],
      )
      .toArray()
      .flatMap(({ low, high }) => [low.slice(0, 10), high.slice(0, 10)]);
    this.#sql.exec(
      'INSERT INTO batches (number, sha256, prev, key, from_row, to_row, events, from_day, to_day, written) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)',
      ...[number, batch.sha256, prev, batch.key, first.row, last.row, lines.length, from_day, to_day],
    );
    this.#sql.exec(
      `INSERT INTO places (source, to_seq, from_seq, batch)
      SELECT source, max(seq), min(seq), ? FROM outbox WHERE row BETWEEN ? AND ? GROUP BY source`,
      ...[number, first.row, last.row],
    );
    return { number, sha256: batch.sha256, key: batch.key, body: batch.body };
  }

  /** The oldest batch that is not in the write-once store; made again from its lines, to the same bytes. */
  unwritten(): ClosedBatch | undefined {
    const row = this.#sql
      .exec<BatchRow>('SELECT * FROM batches WHERE written = 0 ORDER BY number LIMIT 1')
      .toArray()[0];
    if (!row) return undefined;
    const query = 'SELECT row, line FROM outbox WHERE row BETWEEN ? AND ? ORDER BY row';
    const lines = this.#sql.exec<LineRow>(query, row.from_row, row.to_row).toArray();
    const after = { number: row.number - 1, sha256: row.prev };
    const { body, key } = makeBatch(
      this.#sha256,
      this.#shard,
      after,
      lines.map(({ line }) => line),
    );
    return { number: row.number, sha256: row.sha256, key, body };
  }

  /** Notes that a batch is in the write-once store; its lines need not be kept here any more. */
  markWritten(number: number): void {
    this.#sql.exec(
      'DELETE FROM outbox WHERE row <= (SELECT to_row FROM batches WHERE number = ? AND written = 0)',
      number,
    );
    this.#sql.exec('UPDATE batches SET written = 1 WHERE number = ?', number);
  }

  /** The end of the chain of batches. */
  head(): BatchHead {
    const query = 'SELECT number, sha256 FROM batches ORDER BY number DESC LIMIT 1';
    return this.#sql.exec<{ number: number; sha256: string }>(query).toArray()[0] ?? NO_BATCH;
  }

  /** How far the write-once store has come. */
  writtenHead(): ShardHead {
    const last =
      this.#sql
        .exec<{ number: number; sha256: string }>(
          'SELECT number, sha256 FROM batches WHERE written = 1 ORDER BY number DESC LIMIT 1',
        )
        .toArray()[0] ?? NO_BATCH;
    const query = 'SELECT coalesce(sum(events), 0) AS events FROM batches WHERE written = 1';
    const { events } = this.#sql.exec<{ events: number }>(query).one();
    return { shard: this.#shard, batches: last.number, head: last.sha256, events };
  }

  /** The batches that hold a source's events after `seq`, in order. */
  placesOf(source: string, seq: number, limit: number): string[] {
    return this.#sql
      .exec<{ key: string }>(
        `SELECT b.key FROM places p JOIN batches b ON b.number = p.batch AND b.written = 1
        WHERE p.source = ? AND p.to_seq > ? ORDER BY p.to_seq LIMIT ?`,
        ...[source, seq, limit],
      )
      .toArray()
      .map(({ key }) => key);
  }

  /** Batches after one with events of a period, in order. */
  batchesOf(
    after: number,
    period: { from: string; to: string },
    limit: number,
  ): { number: number; key: string }[] {
    return this.#sql
      .exec<{ number: number; key: string }>(
        'SELECT number, key FROM batches WHERE written = 1 AND number > ? AND from_day <= ? AND to_day >= ? ORDER BY number LIMIT ?',
        ...[after, period.to, period.from, limit],
      )
      .toArray();
  }

  /** A source's events that wait for their batch. */
  waitingOf(source: string, seq: number): StoredEvent[] {
    return this.#sql
      .exec<LineRow>('SELECT row, line FROM outbox WHERE source = ? AND seq > ? ORDER BY seq', source, seq)
      .toArray()
      .map(({ line }) => JSON.parse(line) as StoredEvent);
  }

  /** Totals that changed since they were flushed. */
  dirtyRollups(limit: number): VersionedRollup[] {
    const query = `SELECT ${KEY_COLUMNS}, count, amount_minor, version FROM rollups WHERE dirty = 1 LIMIT ?`;
    return this.#sql.exec(query, limit).toArray() as unknown as VersionedRollup[];
  }

  /** Notes that totals were flushed as they were; one that changed since then stays dirty. */
  markFlushed(rows: readonly VersionedRollup[]): void {
    const where = ROLLUP_KEY_FIELDS.map((field) => `${field} = ?`).join(' AND ');
    const update = `UPDATE rollups SET dirty = 0 WHERE ${where} AND version = ?`;
    for (const row of rows)
      this.#sql.exec(update, ...ROLLUP_KEY_FIELDS.map((field) => row[field]), row.version);
  }

  dirtyHeld(limit: number): HeldRow[] {
    return this.#sql
      .exec<{ source: string; version: number; rounds: string }>(
        'SELECT source, version, rounds FROM held WHERE dirty = 1 LIMIT ?',
        limit,
      )
      .toArray();
  }

  markHeldFlushed(rows: readonly HeldRow[]): void {
    for (const { source, version } of rows)
      this.#sql.exec('UPDATE held SET dirty = 0 WHERE source = ? AND version = ?', source, version);
  }
}

/** As many lines as one batch may hold, and one at least. */
function upTo(lines: readonly LineRow[]): LineRow[] {
  let bytes = 0;
  const end = lines.findIndex(({ line }, index) => {
    bytes += line.length;
    return index > 0 && bytes > MAX_BATCH_BYTES;
  });
  return end < 0 ? [...lines] : lines.slice(0, end);
}

const AGES_KEPT_HOURS = 48;
/** The bucket of an age: each is a fifth wider than the one before. */
export const ageBucket = (ageMs: number): number => Math.floor(Math.log(ageMs + 1) / Math.log(1.2));
/** An hour so many before another, both as `2026-01-31T12`. */
export const hoursBefore = (hour: string, hours: number): string =>
  new Date(Date.parse(`${hour}:00:00.000Z`) - hours * 3_600_000).toISOString().slice(0, 13);
