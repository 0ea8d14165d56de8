import { DurableObject } from 'cloudflare:workers';
import { type Env, readConfig } from '../config.ts';
import type { Score } from '../domain/tournaments/port.ts';
import { createLogger, type Logger } from '../log.ts';
import { migrate } from '../storage/migrations.ts';
import { TOURNAMENT_SHARD_MIGRATIONS } from '../storage/promo-migrations.ts';
import { Gathered } from './gathered.ts';

/** How long scores gather before the table is told: a part of the two seconds that it may be late. */
const GATHER_MS = 300;
/** How soon a table that did not answer is told again. */
const TELL_AGAIN_MS = 2_000;

/** A score with whose it is. */
export interface PlayerScore {
  readonly playerId: string;
  readonly score: Score;
}
type Row = { player_id: string; spins: number; score: string };

/**
 * A share of one tournament's players: gathers what they score, so that the table is told a few times a second however
 * many play. Each tells its whole score, so that what comes twice, late or in another order changes nothing.
 */
export class TournamentShardDO extends DurableObject<Env> {
  readonly #log: Logger;
  readonly #telling: Gathered;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#log = createLogger('tournament-shard', readConfig(env).logs);
    migrate(ctx.storage, TOURNAMENT_SHARD_MIGRATIONS);
    this.#telling = new Gathered(
      ctx,
      () => GATHER_MS,
      () => this.#tell(),
      (error) => this.#failed(error),
    );
  }

  /** A player's object tells its score; once this returns it is kept, and an alarm stands for it. */
  async take({ playerId, score }: PlayerScore): Promise<void> {
    this.ctx.storage.sql.exec(
      `INSERT INTO scores (player_id, spins, told_spins, score) VALUES (?, ?, -1, ?)
      ON CONFLICT (player_id) DO UPDATE SET spins = excluded.spins, score = excluded.score
      WHERE excluded.spins > scores.spins`,
      ...[playerId, score.spins, JSON.stringify(score)],
    );
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(Date.now() + TELL_AGAIN_MS);
    this.#telling.soon();
  }

  /** Never throws; comes back while the table has not answered. */
  override async alarm(): Promise<void> {
    await this.#tell().catch((error: unknown) => this.#failed(error));
    if (this.#untold().length > 0) await this.ctx.storage.setAlarm(Date.now() + TELL_AGAIN_MS);
  }

  #untold(): Row[] {
    const query = 'SELECT player_id, spins, score FROM scores WHERE spins > told_spins LIMIT 1000';
    return this.ctx.storage.sql.exec<Row>(query).toArray();
  }

  async #tell(): Promise<void> {
    const rows = this.#untold();
    if (rows.length === 0) return;
    const [operator, tournament] = (this.ctx.id.name ?? '').split('/');
    const news = rows.map(({ player_id, score }) => ({
      playerId: player_id,
      score: JSON.parse(score) as Score,
    }));
    await this.env.TOURNAMENT.getByName(`${operator}/${tournament}`).take(news);
    for (const { player_id, spins } of rows)
      this.ctx.storage.sql.exec(
        'UPDATE scores SET told_spins = max(told_spins, ?) WHERE player_id = ?',
        ...[spins, player_id],
      );
  }

  #failed(error: unknown): void {
    this.#log('warn', 'table not told', { error: String(error) });
  }
}
