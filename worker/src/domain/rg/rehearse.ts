import type { PlayRules } from '@roundgate/contract';
import { MINUTE_MS, type RgFacts, type SessionRg } from './state.ts';

/** What a sandbox can make happen now, instead of after an hour. */
export const REHEARSALS = ['reality_check', 'limit_near', 'limit_reached', 'idle'] as const;
export type Rehearsal = (typeof REHEARSALS)[number];

const LIMIT_MIN = 60;
/** Late enough for the warning, early enough to see it. */
const NEAR_AFTER_MIN = 56;
const SPEND_MINOR = 100_000;

function withLimits(own: SessionRg, nowMs: number, goneMin: number): SessionRg {
  const limits = { timeMin: LIMIT_MIN, spendMinor: own.limits?.spendMinor ?? SPEND_MINOR };
  return { ...own, limits, limitsFromMs: nowMs - goneMin * MINUTE_MS };
}

function stage(
  { session, own }: RgFacts,
  name: Rehearsal,
  nowMs: number,
): { rules: PlayRules; own: SessionRg } {
  const { rules } = session.market;
  if (name === 'limit_near') return { rules, own: withLimits(own, nowMs, NEAR_AFTER_MIN) };
  if (name === 'limit_reached') return { rules, own: withLimits(own, nowMs, LIMIT_MIN) };
  if (name === 'idle') return { rules: { ...rules, idle_exit_min: 1 }, own };
  const check = rules.reality_check ?? { every_min: 60, choices_min: [], lockout_min: 0 };
  const everyMin = own.realityMin ?? check.every_min ?? check.choices_min[0] ?? 60;
  return {
    rules: { ...rules, reality_check: { ...check, every_min: check.every_min ?? everyMin } },
    own: { ...own, checkFromMs: nowMs - everyMin * MINUTE_MS, checkAckMs: null },
  };
}

/**
 * Sets the stage of a rehearsal in a sandbox: the session's past is made longer, and a rule is laid over where its
 * market has none. What then happens is done by the rules themselves. A session without rounds for a minute is idle.
 */
export function rehearse(
  facts: RgFacts,
  name: Rehearsal,
  nowMs: number,
): { rules: PlayRules; own: SessionRg } {
  const { rules, own } = stage(facts, name, nowMs);
  return { rules, own: { ...own, told: own.told.filter((key) => !key.startsWith('limit_')) } };
}
