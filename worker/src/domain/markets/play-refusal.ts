import type { MarketView, StartFeature } from '@roundgate/contract';
import type { DrawAnswer } from '../rounds/inputs.ts';
import type { Refusal } from '../sessions/session.ts';
import type { Market } from './rule.ts';
import { applied } from './standing.ts';

/** What of a bet the market looks at. */
export interface MarketBet {
  readonly stakeMinor: number;
  /** How the client says that the round was started or sped up. */
  readonly uses?: readonly StartFeature[];
}

const forbidden = (feature: string, country: string): Refusal => ({
  code: 'FEATURE_NOT_ALLOWED',
  facts: { detail: `${country} forbids ${feature}` },
});

/** Why a market refuses a stake or the way in which a round was started, or undefined (spec M2). */
export function betRefusal({ stakeMinor, uses = [] }: MarketBet, market: MarketView): Refusal | undefined {
  const feature = uses.find((used) => !market.features[used]);
  if (feature) return forbidden(feature, market.country);
  const cap = market.max_stake;
  if (!cap || stakeMinor <= cap.amount_minor) return undefined;
  const message = `must not be over ${cap.amount_minor} in ${market.country}`;
  return { code: 'STAKE_NOT_ALLOWED', facts: { errors: [{ field: 'stake.amount_minor', message }] } };
}

/** Why a round may not start so soon after the last one did, or undefined: start to start (spec M2). */
export function paceRefusal(sinceLastMs: number, market: MarketView): Refusal | undefined {
  const floorMs = market.min_round_ms;
  return sinceLastMs < floorMs
    ? { code: 'ROUND_TOO_FAST', facts: { retry_after_ms: floorMs - sinceLastMs } }
    : undefined;
}

/**
 * The RGS's answer as the market lets it stand: an outcome that plays for a jackpot or was bought where that is
 * forbidden counts as refused, so that it is voided and no money is kept (spec M2).
 */
export function screenDraw(answer: DrawAnswer, features: MarketView['features']): DrawAnswer {
  if (answer.kind !== 'drawn') return answer;
  return answer.uses.every((used) => features[used])
    ? answer
    : { kind: 'refused', code: 'FEATURE_NOT_ALLOWED' };
}

/** A decimal text as an integer of ten digits, so that 0.85 and 85 % are compared and not their roundings. */
const exact = (value: number): number => Math.round(value * 1e8);

/** Why a build with this return to the player (0 to 1) is not played in a market, or undefined (spec M1, M2). */
export function rtpRefusal(market: Market, rtp: number, nowMs: number): Refusal | undefined {
  const [least, most] = [applied(market, 'rtp_min', nowMs), applied(market, 'rtp_max', nowMs)];
  const percent = exact(rtp * 100);
  const refuse = (message: string): Refusal => ({
    code: 'MARKET_NOT_CERTIFIED',
    facts: { errors: [{ field: 'rtp_profile', message }] },
  });
  if (typeof least === 'number' && percent < exact(least))
    return refuse(`returns less than the ${least} % that ${market.country} asks for`);
  if (typeof most === 'number' && percent > exact(most))
    return refuse(`returns more than the ${most} % that ${market.country} allows`);
  return undefined;
}
