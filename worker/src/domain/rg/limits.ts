import type { Money } from '@roundgate/contract';
import type { Refusal } from '../sessions/session.ts';
import { checkClock, checkCountsFromMs } from './checks.ts';
import { type ChosenLimits, MINUTE_MS, netLossMinor, type RgFacts, type SessionRg } from './state.ts';

/** The warning comes in the last fifth of a limit; of a time limit no earlier than five minutes before its end. */
const NEAR_SHARE = 0.2;
const NEAR_TIME_MS = 5 * MINUTE_MS;

/** How a session stands towards the limits that its player set. */
export interface LimitsState {
  readonly timeMin: number;
  readonly spendMinor: number;
  readonly timeLeftMs: number;
  readonly spendLeftMinor: number;
  readonly near: boolean;
  readonly reached: 'time_limit' | 'spend_limit' | null;
  /** When the warning about the time is due, and when the time is over. */
  readonly nearAtMs: number;
  readonly endsAtMs: number;
}

/** Time and spend left; null where the player set nothing. */
export function limitsAt({ own, totals }: RgFacts, nowMs: number): LimitsState | null {
  if (!own.limits) return null;
  const { timeMin, spendMinor } = own.limits;
  const endsAtMs = own.limitsFromMs + timeMin * MINUTE_MS;
  const nearAtMs = endsAtMs - Math.min(NEAR_TIME_MS, timeMin * MINUTE_MS * NEAR_SHARE);
  const timeLeftMs = Math.max(0, endsAtMs - nowMs);
  const spendLeftMinor = Math.max(0, spendMinor - own.lostBeforeMinor - netLossMinor(totals));
  return {
    ...{ timeMin, spendMinor, timeLeftMs, spendLeftMinor, nearAtMs, endsAtMs },
    near: nowMs >= nearAtMs || spendLeftMinor <= spendMinor * NEAR_SHARE,
    reached: timeLeftMs === 0 ? 'time_limit' : spendLeftMinor === 0 ? 'spend_limit' : null,
  };
}

/** What a player asks for; null leaves a thing as it is. */
export interface LimitsWish {
  readonly timeMin: number | null;
  readonly spend: Money | null;
  readonly realityMin: number | null;
}

const wrong = (field: string, message: string): Refusal => ({
  code: 'VALIDATION_FAILED',
  facts: { errors: [{ field, message }] },
});

/** Both limits as they would be: what is not wished for stays. */
function wantedLimits(
  { own, session, totals }: RgFacts,
  { timeMin, spend }: LimitsWish,
): ChosenLimits | Refusal {
  if (spend && spend.currency !== session.currency)
    return wrong('spend.currency', `must be ${session.currency}, the currency of this session`);
  const wanted = {
    timeMin: timeMin ?? own.limits?.timeMin,
    spendMinor: spend?.amount_minor ?? own.limits?.spendMinor,
  };
  if (wanted.timeMin === undefined) return wrong('time_min', 'is needed beside spend');
  if (wanted.spendMinor === undefined) return wrong('spend', 'is needed beside time_min');
  const limits = { timeMin: wanted.timeMin, spendMinor: wanted.spendMinor };
  if (!own.limits || !(own.limitsFixed || totals.lastRoundMs !== null)) return limits;
  const over = (most: number) => `must not be over ${most}: limits are not raised once play began`;
  if (limits.timeMin > own.limits.timeMin) return wrong('time_min', over(own.limits.timeMin));
  if (limits.spendMinor > own.limits.spendMinor)
    return wrong('spend.amount_minor', over(own.limits.spendMinor));
  return limits;
}

function intervalFault(facts: RgFacts, realityMin: number, nowMs: number): Refusal | undefined {
  const choices = facts.session.market.rules.reality_check?.choices_min ?? [];
  if (!choices.includes(realityMin))
    return wrong(
      'reality_check_min',
      choices.length > 0
        ? `must be one of ${choices.join(', ')}`
        : 'is not chosen by the player in this market',
    );
  return checkClock(facts, nowMs).due
    ? {
        code: 'RG_CHECK_DUE',
        facts: { detail: 'a check that is due is acknowledged before another interval counts' },
      }
    : undefined;
}

/**
 * The session's record with the limits and the interval that its player wants, or why not: both limits are set
 * together, they are not raised once a round was accepted, and an interval is one of the market's choices.
 */
export function changeLimits(facts: RgFacts, wish: LimitsWish, nowMs: number): SessionRg | Refusal {
  const { own } = facts;
  const { timeMin, spend, realityMin } = wish;
  const limits = timeMin === null && spend === null ? own.limits : wantedLimits(facts, wish);
  if (limits && 'code' in limits) return limits;
  if (realityMin === null) return { ...own, limits };
  // An acknowledgement that counted under the old interval goes on counting.
  const counted = { realityMin, checkFromMs: checkCountsFromMs(facts, nowMs), checkAckMs: null };
  return intervalFault(facts, realityMin, nowMs) ?? { ...own, limits, ...counted };
}
