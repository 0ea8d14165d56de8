import { restTimes, sittingAt } from './sitting.ts';
import { MINUTE_MS, type RgFacts } from './state.ts';

/** A pause that is due; times in UTC ms. */
export interface DueCheck {
  readonly checkId: string;
  readonly kind: 'reality_check' | 'rest';
  readonly dueSinceMs: number;
  readonly lockedUntilMs: number | null;
  readonly acknowledged: boolean;
}

/** How a kind of pause stands: due now, or when it will be. */
interface Clock {
  readonly due: DueCheck | null;
  readonly nextMs: number | null;
}

const NEVER: Clock = { due: null, nextMs: null };

/** The interval of the reality check in force, in minutes: the player's own choice before the market's. */
export function realityCheckMin({ session, own }: Pick<RgFacts, 'session' | 'own'>): number | null {
  const rule = session.market.rules.reality_check;
  return rule ? (own.realityMin ?? rule.every_min) : null;
}

/** From when the reality check counts now: the last acknowledgement, once its lock is over too. */
export function checkCountsFromMs(facts: RgFacts, nowMs: number): number {
  const { checkFromMs, checkAckMs } = facts.own;
  const dueMs = checkFromMs + (realityCheckMin(facts) ?? 0) * MINUTE_MS;
  const lockMs = (facts.session.market.rules.reality_check?.lockout_min ?? 0) * MINUTE_MS;
  return checkAckMs !== null && checkAckMs >= dueMs && nowMs >= dueMs + lockMs ? checkAckMs : checkFromMs;
}

function realityClock(facts: RgFacts, nowMs: number): Clock {
  const rule = facts.session.market.rules.reality_check;
  const everyMin = realityCheckMin(facts);
  if (!rule || everyMin === null || facts.session.launchedAtMs === null) return NEVER;
  const dueMs = checkCountsFromMs(facts, nowMs) + everyMin * MINUTE_MS;
  if (nowMs < dueMs) return { due: null, nextMs: dueMs };
  const { checkAckMs } = facts.own;
  const due = {
    checkId: `rc-${dueMs}`,
    kind: 'reality_check',
    dueSinceMs: dueMs,
    lockedUntilMs: rule.lockout_min > 0 ? dueMs + rule.lockout_min * MINUTE_MS : null,
    acknowledged: checkAckMs !== null && checkAckMs >= dueMs,
  } as const;
  return { due, nextMs: null };
}

function restClock({ session, player }: RgFacts, nowMs: number): Clock {
  const { rest } = session.market.rules;
  const sitting = sittingAt(player.sitting, rest, nowMs);
  if (!rest || !sitting) return NEVER;
  const { dueMs, overMs } = restTimes(sitting, rest);
  if (nowMs < dueMs) return { due: null, nextMs: dueMs };
  const due = {
    checkId: `rest-${dueMs}`,
    kind: 'rest',
    dueSinceMs: dueMs,
    lockedUntilMs: overMs,
    acknowledged: player.restAckMs !== null && player.restAckMs >= dueMs,
  } as const;
  return { due, nextMs: null };
}

/** The pause that keeps rounds out now, a rest before a reality check, and when the next one is due. */
export function checkClock(facts: RgFacts, nowMs: number): Clock {
  const [rest, reality] = [restClock(facts, nowMs), realityClock(facts, nowMs)];
  const coming = [rest.nextMs, reality.nextMs].filter((ms) => ms !== null);
  return { due: rest.due ?? reality.due, nextMs: coming.length > 0 ? Math.min(...coming) : null };
}

/**
 * The player has read a pause: what changes in the facts. Nothing when it is not the one that is due, or was read
 * before. A rest is over by its time alone; its acknowledgement is kept for the record.
 */
export function acknowledge(
  facts: RgFacts,
  checkId: string,
  nowMs: number,
): Partial<Pick<RgFacts, 'own' | 'player'>> | undefined {
  const { due } = checkClock(facts, nowMs);
  if (due?.checkId !== checkId || due.acknowledged) return undefined;
  if (due.kind === 'rest') return { player: { ...facts.player, restAckMs: nowMs } };
  const checkFromMs = checkCountsFromMs(facts, nowMs);
  return { own: { ...facts.own, checkFromMs, checkAckMs: nowMs } };
}
