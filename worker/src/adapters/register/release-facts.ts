import { toTimestamp } from '@roundgate/contract';
import type { ReleaseFacts } from '../../domain/trust/register.ts';

/** The longest that a session lives (createSession), and with it the build that it began on. */
const SESSION_LIFETIME_MS = 12 * 3_600_000;

// A release was live until the next one of its game and profile.
const LIVE = `SELECT r.game_id, r.stable, r.canary FROM releases r
  LEFT JOIN releases n ON n.game_id = r.game_id AND n.rtp_profile = r.rtp_profile AND n.version = r.version + 1
  WHERE n.at IS NULL OR n.at > ? ORDER BY n.at IS NULL DESC, r.at DESC`;
const REVOKED_BUILDS = `SELECT b.build_hash AS id, MAX(v.at) AS revoked_at FROM builds b JOIN revocations v
  ON (v.kind = 'build' AND v.id = b.build_hash) OR (v.kind = 'key' AND v.id = b.keyid)
  GROUP BY b.build_hash ORDER BY revoked_at DESC`;
const REVOKED_KEYS = "SELECT id FROM revocations WHERE kind = 'key' ORDER BY at DESC";
/** The most that a status holds. What is older than these is not live anyway, and what is not live is not launched. */
const LIMITS = { live: 50, builds: 500, keys: 100 };

interface LiveRow {
  readonly game_id: string;
  readonly stable: string | null;
  readonly canary: string | null;
}

/** Reads the facts in one go, so that they belong together. */
export async function readReleaseFacts(database: D1Database, nowMs: number): Promise<ReleaseFacts> {
  const [live, builds, keys] = await database.batch([
    database.prepare(LIVE).bind(toTimestamp(nowMs - SESSION_LIFETIME_MS)),
    database.prepare(REVOKED_BUILDS),
    database.prepare(REVOKED_KEYS),
  ]);
  const ids = (result: D1Result | undefined): string[] =>
    (result?.results as { id: string }[] | undefined)?.map(({ id }) => id) ?? [];
  const revokedBuilds = ids(builds);
  const isRevoked = new Set(revokedBuilds);
  const byGame = new Map<string, Set<string>>();
  for (const { game_id, stable, canary } of (live?.results as LiveRow[] | undefined) ?? []) {
    const digests = byGame.get(game_id) ?? new Set();
    for (const build of [stable, canary]) if (build && !isRevoked.has(build)) digests.add(build);
    byGame.set(game_id, digests);
  }
  return {
    live: Object.fromEntries(
      [...byGame].map(([gameId, digests]) => [gameId, [...digests].slice(0, LIMITS.live)]),
    ),
    revokedBuilds: revokedBuilds.slice(0, LIMITS.builds),
    revokedKeys: ids(keys).slice(0, LIMITS.keys),
  };
}
