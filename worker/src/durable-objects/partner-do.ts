import { DurableObject } from 'cloudflare:workers';
import { type BusEvent, canonicalJson, type StudioRange } from '@roundgate/contract';
import { type ChainHead, EMPTY_CHAIN, linkEvent } from '@roundgate/contract/audit';
import type { Env } from '../config.ts';
import { sha256Hex } from '../sha256.ts';
import { migrate, PARTNER_MIGRATIONS } from '../storage/migrations.ts';

/** What became of one studio event. */
export type EventStatus = 'accepted' | 'duplicate' | 'conflict';

type LinkRow = { seq: number; prev_hash: string; hash: string; event: string; event_id: string };

/** How long after its arrival an event waits for the batch that carries it. */
const PUBLISH_AFTER_MS = 1_000;
const BATCH_LIMIT = 100;
/** How long an event's content stays here, for a sink that lost it. */
const KEEP_MS = 7 * 86_400_000;
/** Expired nonces removed per request: enough to keep up, little enough to stay cheap. */
const SWEEP_LIMIT = 20;

/** One partner: the nonces that it has used, and its events on their way to the bus. */
export class PartnerDO extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, PARTNER_MIGRATIONS);
      ctx.storage.transactionSync(() => this.#chainEarlier());
    });
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

  /** Events from the source, for a sink that found a gap. */
  eventsAfter(seq: number): StudioRange['events'] {
    const query = `SELECT chain_seq AS seq, prev_hash, link_hash AS hash, event, event_id FROM studio_events
      WHERE chain_seq > ? AND event IS NOT NULL ORDER BY chain_seq LIMIT ?`;
    return this.ctx.storage.sql
      .exec<LinkRow>(query, seq, BATCH_LIMIT)
      .toArray()
      .map((row) => ({ ...row, event: JSON.parse(row.event) as BusEvent }));
  }

  /** Publishes what waits; comes back while anything is left. Never throws, so that its retries are never used up. */
  override async alarm(): Promise<void> {
    const { sql } = this.ctx.storage;
    try {
      const { seq } = sql.exec<{ seq: number }>('SELECT seq FROM published').one();
      const events = this.eventsAfter(seq);
      const [first, last] = [events[0], events.at(-1)];
      if (!first || !last) return;
      const range = { studio_id: this.ctx.id.name ?? '', from: first.seq, to: last.seq, events };
      await this.env.EVENTS.send({ kind: 'studio', range });
      sql.exec('UPDATE published SET seq = ? WHERE seq < ?', last.seq, last.seq);
      const sweep =
        'UPDATE studio_events SET event = NULL WHERE seq IN (SELECT seq FROM studio_events WHERE event IS NOT NULL AND received_at_ms < ? AND chain_seq <= ? LIMIT ?)';
      sql.exec(sweep, Date.now() - KEEP_MS, last.seq, BATCH_LIMIT * 2);
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
    const link = linkEvent(sha256Hex, this.#head(), event);
    const insert =
      'INSERT INTO studio_events (event_id, hash, event, received_at_ms, chain_seq, prev_hash, link_hash) VALUES (?, ?, ?, ?, ?, ?, ?)';
    const values = [eventId, hash, JSON.stringify(event), Date.now(), link.seq, link.prev_hash, link.hash];
    sql.exec(insert, ...values);
    return 'accepted';
  }

  #head(): ChainHead {
    const query =
      'SELECT chain_seq AS seq, link_hash AS hash FROM studio_events WHERE chain_seq IS NOT NULL ORDER BY chain_seq DESC LIMIT 1';
    return this.ctx.storage.sql.exec<{ seq: number; hash: string }>(query).toArray()[0] ?? EMPTY_CHAIN;
  }

  /** Events that waited when there was no chain yet take their place in it, in the order of their arrival. */
  #chainEarlier(): void {
    const { sql } = this.ctx.storage;
    const query =
      'SELECT seq, event FROM studio_events WHERE event IS NOT NULL AND chain_seq IS NULL ORDER BY seq';
    for (const { seq, event } of sql.exec<{ seq: number; event: string }>(query).toArray()) {
      const link = linkEvent(sha256Hex, this.#head(), JSON.parse(event) as BusEvent);
      const update = 'UPDATE studio_events SET chain_seq = ?, prev_hash = ?, link_hash = ? WHERE seq = ?';
      sql.exec(update, link.seq, link.prev_hash, link.hash, seq);
    }
  }
}
