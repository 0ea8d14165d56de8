import { DurableObject } from 'cloudflare:workers';
import type { PlannedFault, SandboxCall, SandboxFault, SandboxPlan } from './faults.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS faults (
    seq INTEGER PRIMARY KEY, call TEXT NOT NULL, fault TEXT NOT NULL, left INTEGER NOT NULL, delay_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS late (
    seq INTEGER PRIMARY KEY, due_ms INTEGER NOT NULL, url TEXT NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
`;
type FaultRow = { seq: number; call: SandboxCall; fault: SandboxFault; left: number; delay_ms: number };
type LateRow = { seq: number; due_ms: number; url: string; headers: string; body: string };

/** A request that is let through later, as it was. */
export interface LateRequest {
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}
interface Loopback {
  readonly default: { fetch(request: Request): Promise<Response> };
}

/** The faults that wait for one subject, and the requests that are on their way to arrive late. */
export class SandboxDO extends DurableObject {
  readonly #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(TABLES);
  }

  plan({ call, fault, times, delay_ms }: SandboxPlan): PlannedFault[] {
    this.#sql.exec(
      'INSERT INTO faults (call, fault, left, delay_ms) VALUES (?, ?, ?, ?)',
      call,
      fault,
      times,
      delay_ms,
    );
    return this.planned();
  }

  planned(): PlannedFault[] {
    const rows = this.#sql.exec<FaultRow>('SELECT * FROM faults ORDER BY seq').toArray();
    return rows.map(({ call, fault, left, delay_ms }) => ({ call, fault, left, delayMs: delay_ms }));
  }

  clear(): void {
    this.#sql.exec('DELETE FROM faults');
  }

  /** Uses up the oldest fault for this call; null when none waits. */
  take(call: SandboxCall): PlannedFault | null {
    const row = this.#sql
      .exec<FaultRow>('SELECT * FROM faults WHERE call = ? ORDER BY seq LIMIT 1', call)
      .toArray()[0];
    if (!row) return null;
    if (row.left > 1) this.#sql.exec('UPDATE faults SET left = left - 1 WHERE seq = ?', row.seq);
    else this.#sql.exec('DELETE FROM faults WHERE seq = ?', row.seq);
    return { call: row.call, fault: row.fault, left: row.left - 1, delayMs: row.delay_ms };
  }

  /** Keeps a request until it is due. */
  later({ url, headers, body }: LateRequest, dueMs: number): void {
    const insert = 'INSERT INTO late (due_ms, url, headers, body) VALUES (?, ?, ?, ?)';
    this.#sql.exec(insert, dueMs, url, JSON.stringify(headers), body);
    this.#arm();
  }

  /** Lets the Worker have what is due; what it answers is told to nobody. */
  override async alarm(): Promise<void> {
    const due = this.#sql
      .exec<LateRow>('SELECT * FROM late WHERE due_ms <= ? ORDER BY seq', Date.now())
      .toArray();
    const { exports } = this.ctx as unknown as { exports: Loopback };
    for (const { seq, url, headers, body } of due) {
      const init = { method: 'POST', headers: JSON.parse(headers) as [string, string][], body };
      await exports.default.fetch(new Request(url, init)).then((answer) => answer.body?.cancel());
      this.#sql.exec('DELETE FROM late WHERE seq = ?', seq);
    }
    this.#arm();
  }

  #arm(): void {
    const { next } = this.#sql.exec<{ next: number | null }>('SELECT min(due_ms) AS next FROM late').one();
    if (next !== null) this.ctx.storage.setAlarm(next);
  }
}
