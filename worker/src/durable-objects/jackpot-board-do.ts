import { DurableObject } from 'cloudflare:workers';
import type { JackpotView } from '@roundgate/contract';
import type { Env } from '../config.ts';
import { migrate } from '../storage/migrations.ts';
import { JACKPOT_BOARD_MIGRATIONS } from '../storage/promo-migrations.ts';

/** The meters of one game as they told of themselves last: one call for whoever wants them all, and no pool is asked. */
export class JackpotBoardDO extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, JACKPOT_BOARD_MIGRATIONS);
  }

  /** Takes a meter's word, unless a newer one is known. */
  tell(jackpotId: string, version: number, view: JackpotView): void {
    this.ctx.storage.sql.exec(
      `INSERT INTO meters (jackpot_id, version, view) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, view = excluded.view
      WHERE excluded.version > meters.version`,
      ...[jackpotId, version, JSON.stringify(view)],
    );
  }

  meters(): JackpotView[] {
    return this.ctx.storage.sql
      .exec<{ view: string }>('SELECT view FROM meters ORDER BY jackpot_id')
      .toArray()
      .map(({ view }) => JSON.parse(view) as JackpotView);
  }
}
