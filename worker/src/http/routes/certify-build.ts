import type { OPERATIONS } from '@roundgate/contract';
import { findMarket } from '../../domain/markets/catalogue.ts';
import { rtpRefusal } from '../../domain/markets/play-refusal.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError, refused } from '../error-response.ts';

/** Enters a certificate for a build that is published, for the game and profile that it really is. */
export const certifyBuild: HandlerOf<typeof OPERATIONS.certifyBuild> = async (
  { body },
  { builds, matrix, trust, config, nowMs },
) => {
  const build = await builds.verified(body.build_hash.slice('sha256:'.length), await trust.snapshot(nowMs));
  if (!build) throw new ProblemError('BUILD_NOT_FOUND');
  const { game_id, maths } = build.manifest;
  const wrong =
    game_id !== body.game_id ? 'game_id' : maths.rtp_profile !== body.rtp_profile ? 'rtp_profile' : undefined;
  if (wrong)
    throw new ProblemError('VALIDATION_FAILED', {
      errors: [{ field: wrong, message: 'is not that of the build' }],
    });
  const market = findMarket(body.country);
  const outside = market && rtpRefusal(market, Number(maths.rtp), config.rulesAtMs(nowMs));
  if (outside) throw refused(outside);
  const added = await matrix.add(body);
  if (added === 'conflict')
    throw new ProblemError('IDEMPOTENCY_CONFLICT', {
      detail: 'this certificate number stands with other content',
    });
  return { certificate: body, already_there: added === 'already_there' };
};
