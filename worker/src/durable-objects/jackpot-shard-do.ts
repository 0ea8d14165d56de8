import { DurableObject } from 'cloudflare:workers';
import { type Env, readConfig } from '../config.ts';
import { createLogger, type Logger } from '../log.ts';
import { JackpotShardStore, type JackpotTotal } from '../storage/jackpot-shard.ts';
import { migrate } from '../storage/migrations.ts';
import { JACKPOT_SHARD_MIGRATIONS } from '../storage/promo-migrations.ts';
import { Gathered } from './gathered.ts';

/** How long contributions gather before the pool is told: a part of the two seconds that a meter may be late. */
const GATHER_MS = 300;
/** How soon a pool that did not answer is told again. */
const TELL_AGAIN_MS = 2_000;

/**
 * A share of the players: adds up what their rounds put into each pool. Everything that it is told and tells is a sum
 * that only grows, so that what comes twice, late or in another order changes nothing.
 */
export class JackpotShardDO extends DurableObject<Env> {
  readonly #store: JackpotShardStore;
  readonly #log: Logger;
  readonly #telling: Gathered;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new JackpotShardStore(ctx.storage.sql);
    this.#log = createLogger('jackpot-shard', readConfig(env).logs);
    this.#telling = new Gathered(
      ctx,
      () => GATHER_MS,
      () => this.tell(),
      (error) => this.#failed(error),
    );
    migrate(ctx.storage, JACKPOT_SHARD_MIGRATIONS);
  }

  /** A player's object tells its sums; once this returns they are kept, and an alarm stands for them. */
  async take(source: string, totals: readonly JackpotTotal[]): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      for (const total of totals) this.#store.take(source, total);
    });
    if (this.#store.untold().length === 0) return;
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now() + TELL_AGAIN_MS);
    this.#telling.soon();
  }

  /** Tells the pools what they do not know, now. */
  async tell(): Promise<void> {
    for (const total of this.#store.untold()) {
      const pool = this.env.JACKPOT.getByName(total.jackpotId);
      await pool.contributed(this.ctx.id.name ?? this.ctx.id.toString(), total.totalMinor);
      this.#store.markTold(total);
    }
  }

  /** Never throws; comes back while a pool has not answered. */
  override async alarm(): Promise<void> {
    await this.tell().catch((error: unknown) => this.#failed(error));
    if (this.#store.untold().length > 0) await this.ctx.storage.setAlarm(Date.now() + TELL_AGAIN_MS);
  }

  #failed(error: unknown): void {
    this.#log('warn', 'pool not told', { error: String(error) });
  }
}
