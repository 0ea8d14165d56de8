import type { ReleaseFacts } from '../domain/trust/register.ts';

/** Every build that some country certified, as the live builds of its game; nothing is revoked. */
export const certifiedBuilds = (database: D1Database) => async (): Promise<ReleaseFacts> => {
  const query = 'SELECT DISTINCT game_id, build_hash FROM certificates ORDER BY game_id, build_hash';
  const { results } = await database.prepare(query).all<{ game_id: string; build_hash: string }>();
  const live = Object.groupBy(results, ({ game_id }) => game_id);
  return {
    live: Object.fromEntries(
      Object.entries(live).map(([game, rows = []]) => [game, rows.map(({ build_hash }) => build_hash)]),
    ),
    revokedBuilds: [],
    revokedKeys: [],
  };
};
