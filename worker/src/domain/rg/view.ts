import { money, type RgView, toTimestamp } from '@roundgate/contract';
import { sessionTimeMs } from '../sessions/session.ts';
import { realityCheckMin } from './checks.ts';
import { standingAt } from './standing.ts';
import { netLossMinor, type RgFacts } from './state.ts';

const stamp = (ms: number | null): string | null => (ms === null ? null : toTimestamp(ms));

type Check = NonNullable<RgView['check']>;
type Limits = NonNullable<RgView['limits']>;

/** The gateway's word on a session, for the loader to show (spec G1, G2, M3). */
export function rgViewOf(facts: RgFacts, nowMs: number): RgView {
  const { session, own, totals } = facts;
  const amount = (minor: number) => money(minor, session.currency);
  const { block, check, nextCheckMs, limits, limitsNeeded } = standingAt(facts, nowMs);
  const netMinor = -netLossMinor(totals);
  const month = session.player?.month_net;
  return {
    at: toTimestamp(nowMs),
    session_time_ms: sessionTimeMs(session, nowMs),
    totals: {
      rounds: totals.rounds,
      staked: amount(totals.stakedMinor),
      won: amount(totals.wonMinor),
      net: amount(netMinor),
    },
    month_net: month ? amount(month.amount_minor + netMinor) : null,
    blocked: block && { reason: block.reason, until: stamp(block.untilMs) },
    check:
      check &&
      ({
        check_id: check.checkId,
        kind: check.kind,
        due_since: toTimestamp(check.dueSinceMs),
        locked_until: stamp(check.lockedUntilMs),
        acknowledged: check.acknowledged,
      } satisfies Check),
    next_check_at: stamp(nextCheckMs),
    reality_check_min: realityCheckMin(facts),
    limits:
      limits &&
      ({
        time_min: limits.timeMin,
        spend: amount(limits.spendMinor),
        time_left_ms: limits.timeLeftMs,
        spend_left: amount(limits.spendLeftMinor),
        near: limits.near,
      } satisfies Limits),
    limits_needed: limitsNeeded,
    soon_again: own.soonAgain,
  };
}
