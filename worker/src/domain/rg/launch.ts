import { afterActivity, sittingAt } from './sitting.ts';
import {
  MINUTE_MS,
  netLossMinor,
  newSessionRg,
  type PlayerRg,
  type RgFacts,
  type SessionRg,
} from './state.ts';

/** How the player's previous session stood. */
export type Previous = Pick<RgFacts, 'session' | 'own' | 'totals'>;

const lastSeenMs = ({ session, totals }: Previous): number =>
  session.endedAtMs ?? Math.max(session.launchedAtMs ?? session.openedAtMs, totals.lastRoundMs ?? 0);

/** True when another session ended less than the market's span ago, here or at the operator's. */
function isSoonAgain(
  facts: RgFacts,
  previous: Previous | undefined,
  goesOn: boolean,
  nowMs: number,
): boolean {
  const rule = facts.session.market.rules.pre_session_limits;
  if (!rule || goesOn) return false;
  const told = facts.session.player?.last_session_ended_at;
  const endsMs = [...(previous ? [lastSeenMs(previous)] : []), ...(told ? [Date.parse(told)] : [])];
  return endsMs.some((ms) => nowMs - ms < rule.again_within_min * MINUTE_MS);
}

/**
 * What a session begins with. In the same sitting the reality check counts on, so that no new login escapes it; and a
 * session that was left without an end goes on with its limits and with what was used of them. `goesOn` = it
 * takes that session's place.
 */
export function atLaunch(
  facts: RgFacts,
  previous: Previous | undefined,
  nowMs: number,
): { own: SessionRg; player: PlayerRg; goesOn: boolean } {
  const { rest } = facts.session.market.rules;
  const { country, currency } = facts.session;
  const sameTerms = previous?.session.country === country && previous.session.currency === currency;
  const before = sameTerms && sittingAt(facts.player.sitting, rest, nowMs) ? previous : undefined;
  const left = before?.session.endedAtMs === null && before.own.limits !== null ? before : undefined;
  const own: SessionRg = {
    ...newSessionRg(nowMs),
    ...(before && {
      checkFromMs: before.own.checkFromMs,
      checkAckMs: before.own.checkAckMs,
      realityMin: before.own.realityMin,
    }),
    ...(left && {
      limits: left.own.limits,
      limitsFixed: left.own.limitsFixed || left.totals.lastRoundMs !== null,
      limitsFromMs: left.own.limitsFromMs,
      lostBeforeMinor: left.own.lostBeforeMinor + netLossMinor(left.totals),
    }),
    soonAgain: isSoonAgain(facts, previous, left !== undefined, nowMs),
  };
  const goesOn = left !== undefined;
  const sitting = afterActivity(facts.player.sitting, rest, nowMs);
  return { own, goesOn, player: { ...facts.player, sitting, lastSessionId: facts.session.sessionId } };
}
