import { DurableObject } from 'cloudflare:workers';
import { canonicalJson, type JackpotRules, type JackpotView, toTimestamp } from '@roundgate/contract';
import { type Env, readConfig } from '../config.ts';
import {
  contributed,
  isStillHit,
  newPool,
  type Pool,
  pay,
  takeBack,
  viewOf,
} from '../domain/jackpots/pool.ts';
import type { Claim, ClaimAnswer } from '../domain/jackpots/port.ts';
import { createLogger, type Logger } from '../log.ts';
import { JackpotStore, type StoredJackpot } from '../storage/jackpots.ts';
import { migrate } from '../storage/migrations.ts';
import { JACKPOT_MIGRATIONS } from '../storage/promo-migrations.ts';

/** How soon boards that did not hear of a change are told again. */
const TELL_AGAIN_MS = 2_000;

/**
 * One meter: the only place where its amount is decided. Every change is one synchronous turn and one transaction, so
 * claims are served one after another, and a change after which the money does not add up is not kept (spec F3).
 */
export class JackpotDO extends DurableObject<Env> {
  readonly #store: JackpotStore;
  readonly #log: Logger;
  #telling: Promise<void> | undefined;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new JackpotStore(ctx.storage.sql);
    this.#log = createLogger('jackpot', readConfig(env).logs);
    migrate(ctx.storage, JACKPOT_MIGRATIONS);
  }

  /** Makes the meter, once: `same` for the same rules again, `conflict` for any other. */
  async put(jackpotId: string, rules: JackpotRules): Promise<'made' | 'same' | 'conflict'> {
    const known = this.#store.read();
    if (!known)
      this.#change(() => {
        // Shards may have told of it before it was made: a game server that was set up first.
        const pool = contributed(newPool(rules), rules, this.#store.shardsTotal());
        this.#store.create(jackpotId, rules, pool);
      });
    await this.#tellNow();
    if (!known) return 'made';
    return canonicalJson(known.rules) === canonicalJson(rules) ? 'same' : 'conflict';
  }

  /** Takes the meter out of play, or puts it back as it was. */
  async setState(state: JackpotView['state']): Promise<JackpotView | null> {
    if (!this.#store.read()) return null;
    this.#change(() => this.#store.setState(state));
    await this.#tellNow();
    return this.view();
  }

  view(): JackpotView | null {
    const known = this.#store.read();
    return known ? this.#viewOf(known) : null;
  }

  /** Pays a hit; the same key is given the same answer for ever. A disabled meter pays what was drawn before. */
  claim(claim: Claim): Exclude<ClaimAnswer, { kind: 'unknown' }> {
    const before = this.#store.claim(claim.key);
    if (before) return before.released ? { kind: 'refused' } : before.answer;
    const known = this.#store.read();
    const isOurs =
      known?.rules.game_ids.includes(claim.gameId) === true && known.rules.currency === claim.currency;
    if (!known || !isOurs) return { kind: 'refused' };
    if (!isStillHit(known.rules.trigger, claim.run, known.pool)) {
      this.#change(() => this.#store.putClaim(claim.key, { kind: 'missed' }, false));
      return { kind: 'missed' };
    }
    const { pool, amountMinor } = pay(known.pool, known.rules);
    const answer = { kind: 'won', amountMinor } as const;
    this.#change(() => {
      this.#store.putClaim(claim.key, answer, false);
      this.#store.setPool(pool);
    });
    this.#tellSoon();
    return answer;
  }

  /** Gives back what was paid under a key; a key that comes later than its release is refused. */
  release(key: string): void {
    const before = this.#store.claim(key);
    if (before?.released) return;
    const known = this.#store.read();
    this.#change(() => {
      this.#store.putClaim(key, before?.answer ?? { kind: 'refused' }, true);
      if (known && before?.answer.kind === 'won')
        this.#store.setPool(takeBack(known.pool, before.answer.amountMinor));
    });
    this.#tellSoon();
  }

  /** A shard tells what all its players have put in so far; it may tell it twice. */
  contributed(shard: string, totalMinor: number): void {
    this.#change(() => {
      const allMinor = this.#store.takeShard(shard, totalMinor);
      const known = this.#store.read();
      if (!known) return;
      const pool: Pool = contributed(known.pool, known.rules, allMinor);
      if (pool !== known.pool) this.#store.setPool(pool);
    });
    this.#tellSoon();
  }

  /** What the boards did not hear is told again, until they have. Never throws. */
  override async alarm(): Promise<void> {
    await this.#tellNow();
  }

  #viewOf({ jackpotId, rules, state, pool }: StoredJackpot): JackpotView {
    return viewOf(jackpotId, rules, state, pool, toTimestamp(Date.now()));
  }

  #change(work: () => void): void {
    try {
      this.ctx.storage.transactionSync(work);
    } catch (error) {
      this.#log('error', 'jackpot change refused', { error: String(error) });
      throw error;
    }
  }

  async #tellNow(): Promise<void> {
    this.#tellSoon();
    await this.#telling;
  }

  #tellSoon(): void {
    this.#telling ??= this.#tell()
      .catch((error: unknown) => {
        this.#log('warn', 'board not told', { error: String(error) });
        return this.ctx.storage.setAlarm(Date.now() + TELL_AGAIN_MS);
      })
      .finally(() => {
        this.#telling = undefined;
      });
    this.ctx.waitUntil(this.#telling);
  }

  /** Tells the boards until they know the newest: what changes while one is told is told right after. */
  async #tell(): Promise<void> {
    for (let known = this.#store.read(); known; known = this.#store.read()) {
      const { version, toldVersion, jackpotId, rules } = known;
      if (toldVersion >= version) return;
      const view = this.#viewOf(known);
      const boards = rules.game_ids.map((gameId) => this.env.JACKPOT_BOARD.getByName(gameId));
      await Promise.all(boards.map((board) => board.tell(jackpotId, version, view)));
      this.#store.markTold(version);
    }
  }
}
