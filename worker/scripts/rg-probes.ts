import type { Market, RuleKey } from '../src/domain/markets/rule.ts';
import { applied } from '../src/domain/markets/standing.ts';
import { pressPanic } from '../src/domain/rg/panic.ts';
import { MINUTE_MS, NO_PLAYER_RG, NO_TOTALS } from '../src/domain/rg/state.ts';
import type { Refusal } from '../src/domain/sessions/session.ts';
import { factsOf, LIMITS, type Make, play, playable, sessionIn, withRule } from './probe-kit.ts';

/** A round so many minutes after its session and its sitting began, played without a gap. */
function playAfter(market: Market, nowMs: number, minutes: number): Refusal | undefined {
  const launchedAgoMs = minutes * MINUTE_MS;
  const sitting = { sinceMs: nowMs - launchedAgoMs, lastMs: nowMs - 1 };
  const at = { player: { ...NO_PLAYER_RG, sitting }, totals: { ...NO_TOTALS, lastRoundMs: nowMs - 1 } };
  return play(playable(market, nowMs), nowMs, { launchedAgoMs, at });
}

/** A pause that is due after so many minutes; the market's other pause is taken away, or it might come first. */
function pause(
  key: 'reality_check' | 'rest',
  minutesOf: (market: Market, nowMs: number) => number | null,
): Make {
  const other = key === 'rest' ? 'reality_check' : 'rest';
  return (market, nowMs) => {
    const minutes = minutesOf(market, nowMs);
    if (minutes === null) return null;
    const alone = (rules: Market): Market => withRule(rules, other, null);
    return {
      code: 'RG_CHECK_DUE',
      kept: (rules) => playAfter(alone(rules), nowMs, minutes - 1),
      broken: (rules) => playAfter(alone(rules), nowMs, minutes),
      relaxed: withRule(market, key, null),
    };
  };
}

const realityCheck = pause('reality_check', (market, nowMs) => {
  const rule = applied(market, 'reality_check', nowMs);
  return rule === 'refuses' ? null : (rule?.every_min ?? null);
});
const rest = pause('rest', (market, nowMs) => {
  const rule = applied(market, 'rest', nowMs);
  return rule === 'refuses' ? null : (rule?.after_min ?? null);
});

const panic: Make = (market, nowMs) => {
  const hours = applied(market, 'panic_h', nowMs);
  if (hours === 'refuses' || hours === null) return null;
  const playPressed = (rules: Market, agoMs: number): Refusal | undefined => {
    const there = playable(rules, nowMs);
    const pressed = pressPanic(factsOf(sessionIn(there, nowMs)), nowMs - agoMs);
    return play(there, nowMs, { at: 'code' in pressed ? {} : { player: pressed } });
  };
  const spanMs = hours * 60 * MINUTE_MS;
  return {
    code: 'RG_BLOCKED',
    kept: (rules) => playPressed(rules, spanMs),
    broken: (rules) => playPressed(rules, spanMs - 1),
    relaxed: withRule(market, 'panic_h', null),
  };
};

const limitsBeforePlay: Make = (market, nowMs) => {
  const rule = applied(market, 'pre_session_limits', nowMs);
  if (rule === 'refuses' || rule === null) return null;
  const playWith = (rules: Market, limits: typeof LIMITS | null): Refusal | undefined => {
    const there = playable(rules, nowMs);
    const { own } = factsOf(sessionIn(there, nowMs));
    return play(there, nowMs, { at: { own: { ...own, limits } } });
  };
  return {
    code: 'RG_LIMITS_NEEDED',
    kept: (rules) => playWith(rules, LIMITS),
    broken: (rules) => playWith(rules, null),
    relaxed: withRule(market, 'pre_session_limits', null),
  };
};

const idleExit: Make = (market, nowMs) => {
  const minutes = applied(market, 'idle_exit_min', nowMs);
  if (minutes === 'refuses' || minutes === null) return null;
  const playIdle = (rules: Market, launchedAgoMs: number) =>
    play(playable(rules, nowMs), nowMs, { launchedAgoMs });
  return {
    code: 'RG_BLOCKED',
    kept: (rules) => playIdle(rules, minutes * MINUTE_MS - 1),
    broken: (rules) => playIdle(rules, minutes * MINUTE_MS),
    relaxed: withRule(market, 'idle_exit_min', null),
  };
};

/** How rules of responsible gaming are broken. A check that the player sets is nobody's to break before it was set. */
export const RG_MAKERS: { readonly [K in RuleKey]?: Make } = {
  reality_check: realityCheck,
  rest,
  panic_h: panic,
  pre_session_limits: limitsBeforePlay,
  idle_exit_min: idleExit,
};
