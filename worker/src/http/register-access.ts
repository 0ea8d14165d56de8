import type { Config, Partner } from '../config.ts';
import type { Build } from '../domain/releases/release.ts';
import type { RequestContext } from './context.ts';
import { ProblemError } from './error-response.ts';

/** The games that a caller may see and move: a studio's own, or undefined for the platform, which may see all. */
export const gamesOf = (partner: Partner, config: Config): readonly string[] | undefined =>
  partner.kind === 'platform' ? undefined : (config.studio(partner.id)?.game_ids ?? []);

/** Refuses a game that is not the caller's. */
export function requireOwnGame(gameId: string, partner: Partner, config: Config): void {
  if (gamesOf(partner, config)?.includes(gameId) === false)
    throw new ProblemError('FORBIDDEN', { detail: `${gameId} is not a game of this studio` });
}

/** The published build that a request names, of a game that the caller may move. */
export async function ownBuild(
  digest: string,
  partner: Partner,
  { releases, config }: RequestContext,
): Promise<Build> {
  const build = await releases.build(`sha256:${digest}`);
  if (!build) throw new ProblemError('BUILD_NOT_FOUND');
  requireOwnGame(build.game_id, partner, config);
  return build;
}
