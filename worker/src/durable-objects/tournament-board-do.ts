import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../config.ts';
import type { BoardLine } from '../domain/tournaments/tournament.ts';
import { migrate } from '../storage/migrations.ts';
import { TOURNAMENT_BOARD_MIGRATIONS } from '../storage/promo-migrations.ts';

/** The tournaments of one operator as they told of themselves last: one call for whoever wants them all. */
export class TournamentBoardDO extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, TOURNAMENT_BOARD_MIGRATIONS);
  }

  /** Takes a tournament's word, unless a newer one is known. */
  tell(version: number, line: BoardLine): void {
    const { tournament_id, starts_at } = line.view;
    this.ctx.storage.sql.exec(
      `INSERT INTO tournaments (tournament_id, version, starts_at, view) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, view = excluded.view
      WHERE excluded.version > tournaments.version`,
      ...[tournament_id, version, starts_at, JSON.stringify(line)],
    );
  }

  /** The last to begin first. */
  lines(limit: number): BoardLine[] {
    const query = 'SELECT view FROM tournaments ORDER BY starts_at DESC, tournament_id LIMIT ?';
    return this.ctx.storage.sql
      .exec<{ view: string }>(query, limit)
      .toArray()
      .map(({ view }) => JSON.parse(view) as BoardLine);
  }
}
