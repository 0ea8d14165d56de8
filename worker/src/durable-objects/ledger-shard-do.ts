import { DurableObject } from 'cloudflare:workers';
import { readSource, type ShardHead, type StoredEvent } from '@roundgate/contract';
import { type Env, readConfig } from '../config.ts';
import type { ArmSums } from '../domain/campaigns/results.ts';
import { createLogger } from '../log.ts';
import { createLedgerTargets } from '../services.ts';
import { sha256Hex } from '../sha256.ts';
import { migrate, SHARD_MIGRATIONS } from '../storage/migrations.ts';
import { ShardStore } from '../storage/shard.ts';
import type { Delivery } from '../use-cases/consume-events.ts';
import { type FlushTargets, flushTotals, writeBatches } from '../use-cases/flush-shard.ts';
import type { SourceEvent } from '../use-cases/ledger-store.ts';
import { catchUp, type TakeTools, takeRange } from '../use-cases/take-range.ts';

/** How long a batch gathers events before it is written: with the players' own 35 s, well under the 60 s of spec E1. */
const FLUSH_AFTER_MS = 5_000;
const RETRY_AFTER_MS = 5_000;

/** How a shard does, for the metrics of the bus. */
export interface ShardMetrics {
  readonly counters: Readonly<Record<string, number>>;
  readonly waiting: { readonly events: number; readonly oldest: string | null };
  readonly ages: readonly { readonly bucket: number; readonly count: number; readonly max_ms: number }[];
}

/**
 * A part of the ledger: the only place that applies the events of its sources. Watermark, totals and the lines of the next
 * batch move in one transaction, so that a range counts once however often it comes.
 */
export class LedgerShardDO extends DurableObject<Env> {
  readonly #store: ShardStore;
  readonly #tools: TakeTools;
  readonly #targets: FlushTargets;
  readonly #log: ReturnType<typeof createLogger>;
  #flushing: Promise<void> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const shard = ctx.id.name ?? '';
    this.#log = createLogger('ledger', readConfig(env).logs);
    this.#store = new ShardStore(ctx.storage.sql, shard, sha256Hex);
    const transaction = <T>(work: () => T): T => ctx.storage.transactionSync(work);
    this.#targets = { ...createLedgerTargets(env, shard), transaction };
    this.#tools = {
      store: this.#inTransactions(transaction),
      pull: (source, seq) => this.#pull(source, seq),
      sha256: sha256Hex,
      now: Date.now,
    };
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, SHARD_MIGRATIONS);
      const hasWork = this.#store.unwritten() !== undefined || this.#store.waiting().events > 0;
      if (hasWork && (await ctx.storage.getAlarm()) === null) this.#arm(RETRY_AFTER_MS);
    });
  }

  /** Takes what the queue brought; null for each delivery that was taken, else why it was not. */
  async take(deliveries: readonly Delivery[]): Promise<(string | null)[]> {
    const results: (string | null)[] = [];
    for (const delivery of deliveries) results.push(await this.#takeOne(delivery));
    await this.#armOnce();
    return results;
  }

  /** Pulls all that a source has and this shard has not. */
  async catchUp(source: string): Promise<number> {
    const taken = await catchUp(this.#tools, source);
    if (taken > 0) await this.#armOnce();
    return taken;
  }

  /** As {@link catchUp}, and tells how far it has come. */
  async caughtUp(source: string): Promise<number> {
    await this.catchUp(source);
    return this.#store.watermark(source).seq;
  }

  /** As {@link catchUp}, and what was missing is in the write-once store when this answers. */
  async storeMissing(source: string): Promise<void> {
    if ((await this.catchUp(source)) > 0) await this.#alone(() => writeBatches(this.#store, this.#targets));
  }

  /** Where a source's events after `seq` are: batches of the write-once store, and lines that wait for theirs. */
  places(source: string, seq: number, limit: number): { keys: string[]; waiting: StoredEvent[] } {
    return { keys: this.#store.placesOf(source, seq, limit), waiting: this.#store.waitingOf(source, seq) };
  }

  /** Batches with events of a period, in order, after one. */
  batches(
    after: number,
    period: { from: string; to: string },
    limit: number,
  ): { number: number; key: string }[] {
    return this.#store.batchesOf(after, period, limit);
  }

  /** Writes all that waits, and tells how far the write-once store has come. */
  async seal(): Promise<ShardHead> {
    await this.#flush();
    return this.#store.writtenHead();
  }

  /** What this shard's players of a campaign come to, by arm: whole numbers, to be added to those of the others. */
  campaignSums(operatorId: string, campaignId: string): ArmSums[] {
    return this.#store.campaignSums(operatorId, campaignId);
  }

  metrics(sinceHour: string): ShardMetrics {
    return {
      counters: this.#store.counters(),
      waiting: this.#store.waiting(),
      ages: this.#store.agesSince(sinceHour),
    };
  }

  /** Brings out what waits, and comes back until it is out. Never throws, so that its retries are never used up. */
  override async alarm(): Promise<void> {
    try {
      await this.#flush();
    } catch (error) {
      this.#log('error', 'flush failed', { error: String(error), ...this.#store.waiting() });
      this.#arm(RETRY_AFTER_MS);
    }
  }

  #flush(): Promise<void> {
    return this.#alone(async () => {
      await writeBatches(this.#store, this.#targets);
      await flushTotals(this.#store, this.#targets);
    });
  }

  /** One at a time: two would write the same objects twice. */
  #alone(work: () => Promise<void>): Promise<void> {
    const next = this.#flushing.catch(() => undefined).then(work);
    this.#flushing = next;
    return next;
  }

  async #takeOne(delivery: Delivery): Promise<string | null> {
    try {
      if (delivery.kind === 'held') this.#store.hold(delivery);
      else await takeRange(this.#tools, delivery.source, delivery.events);
      return null;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    }
  }

  #pull(source: string, seq: number): Promise<SourceEvent[]> {
    const of = readSource(source);
    return 'studioId' in of
      ? Promise.resolve(this.env.PARTNER.getByName(of.studioId).eventsAfter(seq))
      : Promise.resolve(this.env.PLAYER.getByName(`${of.operatorId}/${of.playerId}`).eventsAfter(seq));
  }

  #inTransactions(transaction: FlushTargets['transaction']): TakeTools['store'] {
    const store = this.#store;
    return {
      watermark: (source) => store.watermark(source),
      apply: (source, lines) => transaction(() => store.apply(source, lines)),
      count: (name, by) => store.count(name, by),
      noteAges: (hour, ages) => store.noteAges(hour, ages),
      hold: (held) => store.hold(held),
    };
  }

  async #armOnce(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) this.#arm(FLUSH_AFTER_MS);
  }

  #arm(inMs: number): void {
    void this.ctx.storage.setAlarm(Date.now() + inMs);
  }
}
