import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { findMarket } from '../../domain/markets/catalogue.ts';
import { termsHoldUntilMs } from '../../domain/markets/standing.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';
import { chosenBuild } from './create-session.ts';

/**
 * Opens a demo on the build that a session would play. Nothing is stored: the grant carries all that there is to know,
 * and ends with the terms of the market.
 */
export const createDemo: HandlerOf<typeof OPERATIONS.createDemo> = async ({ body, partner }, context) => {
  const { config, builds, trust, demoGrants, nowMs } = context;
  const { game_id: gameId, country, currency, locale } = body;
  const { buildHash, rtpProfile } = await chosenBuild(body, partner.id, context);
  const digest = buildHash.slice('sha256:'.length);
  const build = await builds.verified(digest, await trust.snapshot(nowMs));
  if (!build) throw new ProblemError('BUILD_NOT_FOUND');
  if (!Object.values(build.manifest.files).some(({ role }) => role === 'demo'))
    throw new ProblemError('GAME_NOT_ALLOWED', { detail: 'this build has no demo rounds' });
  const market = findMarket(country);
  if (!market) throw new ProblemError('MARKET_RULES_UNKNOWN');
  const rulesAtMs = config.rulesAtMs(nowMs);
  const termsUntilMs = nowMs + termsHoldUntilMs(market, rulesAtMs) - rulesAtMs;
  const subject = { operatorId: partner.id, gameId, buildHash, rtpProfile, country, currency, locale };
  const grant = await demoGrants.issue(subject, termsUntilMs, nowMs);
  return {
    launch_url: `${config.playOrigin}/frame/${partner.id}/${digest}?mode=demo&country=${country}#demo=${grant.token}`,
    build_hash: buildHash,
    rtp_profile: rtpProfile,
    expires_at: toTimestamp(grant.expiresAtMs),
  };
};
