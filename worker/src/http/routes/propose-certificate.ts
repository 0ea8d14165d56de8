import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { findMarket } from '../../domain/markets/catalogue.ts';
import { rtpRefusal } from '../../domain/markets/play-refusal.ts';
import { statusAt } from '../../domain/matrix/certificate.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError, refused } from '../error-response.ts';

/** Enters a certificate for a build that is published, for the game and profile that it really is. */
export const proposeCertificate: HandlerOf<typeof OPERATIONS.proposeCertificate> = async (
  { body, partner },
  { releases, builds, matrix, trust, config, nowMs },
) => {
  const build = await releases.build(body.build_hash);
  if (build?.revoked) throw new ProblemError('BUILD_REVOKED', { detail: build.revoked.reason });
  const digest = body.build_hash.slice('sha256:'.length);
  const believed = await builds.verified(digest, await trust.snapshot(nowMs));
  if (!build || !believed) throw new ProblemError('BUILD_NOT_FOUND');
  const wrong = (['game_id', 'rtp_profile'] as const).find((field) => build[field] !== body[field]);
  if (wrong)
    throw new ProblemError('VALIDATION_FAILED', {
      errors: [{ field: wrong, message: `is not that of the build, ${build[wrong]}` }],
    });
  const market = findMarket(body.country);
  const rtp = Number(believed.manifest.maths.rtp);
  const outside = market && rtpRefusal(market, rtp, config.rulesAtMs(nowMs));
  if (outside) throw refused(outside);
  const reason = `certificate ${body.number} of ${body.lab}`;
  const { done, row } = await matrix.propose(body, { keyId: partner.keyId, at: toTimestamp(nowMs), reason });
  const isSame =
    row && (Object.keys(body) as (keyof typeof body)[]).every((field) => row[field] === body[field]);
  if (!isSame)
    throw new ProblemError('IDEMPOTENCY_CONFLICT', {
      detail: 'this certificate number stands with other content: withdraw that one first',
    });
  return { certificate: { ...row, status: statusAt(row, nowMs) }, already_there: !done };
};
