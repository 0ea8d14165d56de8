import { DurableObject } from 'cloudflare:workers';
import { type BusEvent, canonicalJson } from '@roundgate/contract';
import type { Env } from '../config.ts';
import { sha256Hex } from '../sha256.ts';
import { migrate, PARTNER_MIGRATIONS } from '../storage/migrations.ts';

/** What became of one studio event. */
export type EventStatus = 'accepted' | 'duplicate' | 'conflict';

/** How long after its arrival an event waits for the batch that carries it. */
const PUBLISH_AFTER_MS = 1_000;
const BATCH_LIMIT = 100;
/** Expired nonces removed per request: enough to keep up, little enough to stay cheap. */
const SWEEP_LIMIT = 20;

/** One partner: the nonces that it has used, and its events on their way to the bus. */
export class PartnerDO extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, PARTNER_MIGRATIONS));
  }

  /** True when the nonce is new; it is remembered until it would be stale anyway (spec A1). */
  useNonce(nonce: string, expiresAtMs: number): boolean {
    const { sql } = this.ctx.storage;
    const sweep =
      'DELETE FROM nonces WHERE nonce IN (SELECT nonce FROM nonces WHERE expires_at_ms < ? ORDER BY expires_at_ms LIMIT ?)';
    sql.exec(sweep, Date.now(), SWEEP_LIMIT);
    const known = sql.exec('SELECT 1 FROM nonces WHERE nonce = ?', nonce).toArray().length > 0;
    if (!known) sql.exec('INSERT INTO nonces (nonce, expires_at_ms) VALUES (?, ?)', nonce, expiresAtMs);
    return !known;
  }

  /** Takes studio events, each on its own; the same id with the same content is a duplicate, with other content a conflict. */
  acceptEvents(events: readonly { eventId: string; event: BusEvent }[]): EventStatus[] {
    return this.ctx.storage.transactionSync(() => {
      const statuses = events.map(({ eventId, event }) => this.#accept(eventId, event));
      if (statuses.includes('accepted')) this.ctx.storage.setAlarm(Date.now() + PUBLISH_AFTER_MS);
      return statuses;
    });
  }

  /** Publishes what waits; comes back while anything is left. Never throws, so that its retries are never used up. */
  override async alarm(): Promise<void> {
    const { sql } = this.ctx.storage;
    try {
      type Row = { seq: number; event_id: string; event: string };
      const query =
        'SELECT seq, event_id, event FROM studio_events WHERE event IS NOT NULL ORDER BY seq LIMIT ?';
      const rows = sql.exec<Row>(query, BATCH_LIMIT).toArray();
      if (rows.length === 0) return;
      const events = rows.map((row) => ({
        event_id: row.event_id,
        event: JSON.parse(row.event) as BusEvent,
      }));
      await this.env.EVENTS.send({ kind: 'studio', studio_id: this.ctx.id.name ?? '', events });
      sql.exec('UPDATE studio_events SET event = NULL WHERE seq <= ?', rows.at(-1)?.seq ?? 0);
      this.ctx.storage.setAlarm(Date.now());
    } catch {
      this.ctx.storage.setAlarm(Date.now() + PUBLISH_AFTER_MS * 5);
    }
  }

  #accept(eventId: string, event: BusEvent): EventStatus {
    const { sql } = this.ctx.storage;
    const hash = sha256Hex(canonicalJson(event));
    const known = sql
      .exec<{ hash: string }>('SELECT hash FROM studio_events WHERE event_id = ?', eventId)
      .toArray()[0];
    if (known) return known.hash === hash ? 'duplicate' : 'conflict';
    const insert = 'INSERT INTO studio_events (event_id, hash, event, received_at_ms) VALUES (?, ?, ?, ?)';
    sql.exec(insert, eventId, hash, JSON.stringify(event), Date.now());
    return 'accepted';
  }
}
