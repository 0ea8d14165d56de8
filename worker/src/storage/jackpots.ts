import type { JackpotRules, JackpotView } from '@roundgate/contract';
import type { Pool } from '../domain/jackpots/pool.ts';
import type { ClaimAnswer } from '../domain/jackpots/port.ts';

/** A meter as it is stored; `version` grows with every change, `toldVersion` is what its boards know. */
export interface StoredJackpot {
  readonly jackpotId: string;
  readonly rules: JackpotRules;
  readonly state: JackpotView['state'];
  readonly pool: Pool;
  readonly version: number;
  readonly toldVersion: number;
}
type SettledClaim = Exclude<ClaimAnswer, { kind: 'unknown' }>;
/** What was answered under a key, and whether it was given back. */
export interface StoredClaim {
  readonly answer: SettledClaim;
  readonly released: boolean;
}

const POOL_COLUMNS = [
  ...['contributed_minor', 'seeds_minor', 'meter_minor', 'reserve_minor', 'paid_minor', 'run'],
] as readonly (keyof Pool)[];

type JackpotRow = Pool & {
  jackpot_id: string;
  rules: string;
  state: JackpotView['state'];
  version: number;
  told_version: number;
};
type ClaimRow = { answer: SettledClaim['kind']; amount_minor: number; released: number };

/** One meter on disk: rules, money, claims, and what each shard has told. Every method is synchronous. */
export class JackpotStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): StoredJackpot | undefined {
    const row = this.#sql.exec('SELECT * FROM jackpot').toArray()[0] as JackpotRow | undefined;
    if (!row) return undefined;
    const { jackpot_id, rules, state, version, told_version, ...rest } = row;
    const pool = Object.fromEntries(POOL_COLUMNS.map((column) => [column, rest[column]])) as unknown as Pool;
    const named = { jackpotId: jackpot_id, rules: JSON.parse(rules) as JackpotRules, state, pool };
    return { ...named, version, toldVersion: told_version };
  }

  create(jackpotId: string, rules: JackpotRules, pool: Pool): void {
    const columns = ['one', 'jackpot_id', 'rules', 'state', 'version', 'told_version', ...POOL_COLUMNS];
    this.#sql.exec(
      `INSERT INTO jackpot (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...[1, jackpotId, JSON.stringify(rules), 'running', 1, 0],
      ...POOL_COLUMNS.map((column) => pool[column]),
    );
  }

  setPool(pool: Pool): void {
    const changes = POOL_COLUMNS.map((column) => `${column} = ?`).join(', ');
    this.#sql.exec(
      `UPDATE jackpot SET ${changes}, version = version + 1`,
      ...POOL_COLUMNS.map((column) => pool[column]),
    );
  }

  setState(state: JackpotView['state']): void {
    this.#sql.exec('UPDATE jackpot SET state = ?, version = version + 1 WHERE state <> ?', state, state);
  }

  markTold(version: number): void {
    this.#sql.exec('UPDATE jackpot SET told_version = ? WHERE told_version < ?', version, version);
  }

  /** Takes a shard's sum, which only grows; answers what all shards come to. */
  takeShard(shard: string, totalMinor: number): number {
    this.#sql.exec(
      `INSERT INTO shard_totals (shard, total_minor) VALUES (?, ?)
      ON CONFLICT (shard) DO UPDATE SET total_minor = max(total_minor, excluded.total_minor)`,
      ...[shard, totalMinor],
    );
    return this.shardsTotal();
  }

  shardsTotal(): number {
    const query = 'SELECT coalesce(sum(total_minor), 0) AS total FROM shard_totals';
    return this.#sql.exec<{ total: number }>(query).one().total;
  }

  claim(key: string): StoredClaim | undefined {
    const query = 'SELECT answer, amount_minor, released FROM claims WHERE key = ?';
    const row = this.#sql.exec<ClaimRow>(query, key).toArray()[0];
    if (!row) return undefined;
    const kind = row.answer;
    const answer = kind === 'won' ? { kind, amountMinor: row.amount_minor } : { kind };
    return { answer, released: row.released === 1 };
  }

  putClaim(key: string, answer: SettledClaim, released: boolean): void {
    const amountMinor = answer.kind === 'won' ? answer.amountMinor : 0;
    this.#sql.exec(
      `INSERT INTO claims (key, answer, amount_minor, released) VALUES (?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET released = excluded.released`,
      ...[key, answer.kind, amountMinor, released ? 1 : 0],
    );
  }
}
