import { money, type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { findMarket } from '../../domain/markets/catalogue.ts';
import { viewOf } from '../../domain/markets/terms.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError, refused } from '../error-response.ts';
import { playRefusal } from '../market-check.ts';

/** The play money that a demo begins with, in minor units. */
const PLAY_MONEY_MINOR = 100_000;

/** The rules of a demo: those of the market, as long as the build is certified for it. */
export const openDemo: HandlerOf<typeof OPERATIONS.openDemo> = async ({ body }, context) => {
  const { config, demoGrants, nowMs } = context;
  const grant = await demoGrants.verify(body.demo_grant, nowMs);
  if (typeof grant === 'string') throw new ProblemError(grant);
  if (grant.buildHash !== body.build_hash) throw new ProblemError('BUILD_MISMATCH');
  const refusal = await playRefusal(grant, context, 'fresh');
  if (refusal) throw refused(refusal);
  const { country, currency, locale } = grant;
  const rules = findMarket(country);
  const market =
    rules && viewOf(rules, { country, currency, locale, player: undefined }, config.rulesAtMs(nowMs));
  if (!market) throw new ProblemError('MARKET_RULES_UNKNOWN');
  return {
    operator_id: grant.operatorId,
    game_id: grant.gameId,
    build_hash: grant.buildHash,
    rtp_profile: grant.rtpProfile,
    country,
    locale,
    currency,
    market,
    balance: money(PLAY_MONEY_MINOR, currency),
    expires_at: toTimestamp(grant.expiresAtMs),
  };
};
