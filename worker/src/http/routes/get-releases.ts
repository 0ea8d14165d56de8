import type { OPERATIONS } from '@roundgate/contract';
import { buildState } from '../../domain/releases/release.ts';
import type { HandlerOf } from '../bind.ts';
import { requireOwnGame } from '../register-access.ts';

/** Tells all that the register knows of a game. */
export const getReleases: HandlerOf<typeof OPERATIONS.getReleases> = async (
  { query: { game_id, before, limit }, partner },
  { releases: register, config },
) => {
  requireOwnGame(game_id, partner, config);
  const [releases, { builds, wasStable }, history] = await Promise.all([
    register.releasesOf(game_id),
    register.buildsOf(game_id),
    register.events(game_id, before, limit),
  ]);
  const arms = await Promise.all(
    releases.flatMap(({ rtp_profile, canary }) =>
      canary
        ? register
            .arms({ gameId: game_id, rtpProfile: rtp_profile, since: canary.since })
            .then((counts) => ({ rtp_profile, ...counts }))
        : [],
    ),
  );
  const releaseOf = (profile: string) => releases.find(({ rtp_profile }) => rtp_profile === profile);
  return {
    releases: [...releases],
    arms,
    builds: builds.map((build) => ({
      ...build,
      state: buildState(build, releaseOf(build.rtp_profile), wasStable),
    })),
    history: [...history],
    next_before: history.length === limit ? (history.at(-1)?.seq ?? null) : null,
  };
};
