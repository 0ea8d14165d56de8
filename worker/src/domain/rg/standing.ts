import type { PlayRules, RgBlock, RgFlags, UiElement } from '@roundgate/contract';
import type { Refusal } from '../sessions/session.ts';
import { checkClock, type DueCheck } from './checks.ts';
import { missingUi } from './evidence.ts';
import { type LimitsState, limitsAt } from './limits.ts';
import { sittingAt } from './sitting.ts';
import { MINUTE_MS, type RgFacts } from './state.ts';

/** Why a player may not play, and until when where that is known. */
export interface Block {
  readonly reason: RgBlock;
  readonly untilMs: number | null;
}

const forGood = (reason: RgBlock): Block => ({ reason, untilMs: null });

/** The longest session that the operator set, in ms. */
const operatorLimitMs = ({ time_limit_min }: RgFlags): number =>
  time_limit_min === null ? Number.POSITIVE_INFINITY : time_limit_min * MINUTE_MS;

/**
 * Why a player may not play in any session. The operator's time limit is counted over a whole sitting, so that a new
 * login does not begin it anew.
 */
export function playerBlock(
  { flags, player }: Pick<RgFacts, 'flags' | 'player'>,
  rest: PlayRules['rest'],
  nowMs: number,
): Block | null {
  if (flags.self_excluded) return forGood('self_excluded');
  if (flags.blocked) return forGood('blocked');
  if (player.panicUntilMs !== null && nowMs < player.panicUntilMs)
    return { reason: 'panic', untilMs: player.panicUntilMs };
  const coolMs = flags.cool_off_until ? Date.parse(flags.cool_off_until) : 0;
  if (nowMs < coolMs) return { reason: 'cool_off', untilMs: coolMs };
  const sitting = sittingAt(player.sitting, rest, nowMs);
  return sitting && nowMs - sitting.sinceMs >= operatorLimitMs(flags) ? forGood('time_limit') : null;
}

/** When the operator's time limit ends this session; Infinity without one. */
function operatorEndMs({ flags, player, session }: RgFacts, nowMs: number): number {
  const { rest } = session.market.rules;
  const since = [session.launchedAtMs, sittingAt(player.sitting, rest, nowMs)?.sinceMs ?? null];
  return Math.min(...since.filter((ms) => ms !== null)) + operatorLimitMs(flags);
}

/** When a session without rounds is ended; Infinity where the market has no such rule. */
function idleEndMs({ session, totals }: RgFacts): number {
  const { idle_exit_min } = session.market.rules;
  if (idle_exit_min === null || session.launchedAtMs === null) return Number.POSITIVE_INFINITY;
  return Math.max(session.launchedAtMs, totals.lastRoundMs ?? 0) + idle_exit_min * MINUTE_MS;
}

/** How a session stands at one moment: all that view, refusals and duties are made of. */
export interface Standing {
  readonly block: Block | null;
  readonly check: DueCheck | null;
  readonly nextCheckMs: number | null;
  readonly limits: LimitsState | null;
  readonly limitsNeeded: boolean;
  /** Moments to come at which something changes by the clock alone. */
  readonly turnsMs: readonly number[];
}

/** Works out how a session stands at `nowMs`. */
export function standingAt(facts: RgFacts, nowMs: number): Standing {
  const { rules } = facts.session.market;
  const limits = limitsAt(facts, nowMs);
  const [operatorMs, idleMs] = [operatorEndMs(facts, nowMs), idleEndMs(facts)];
  const timed = nowMs >= operatorMs ? forGood('time_limit') : null;
  const idle = nowMs >= idleMs ? forGood('idle') : null;
  const checks = checkClock(facts, nowMs);
  const checkMs = checks.due?.lockedUntilMs ?? checks.nextMs;
  const turns = [operatorMs, idleMs, checkMs, limits?.nearAtMs, limits?.endsAtMs];
  return {
    block:
      playerBlock(facts, rules.rest, nowMs) ??
      timed ??
      (limits?.reached ? forGood(limits.reached) : null) ??
      idle,
    check: checks.due,
    nextCheckMs: checks.nextMs,
    limits,
    limitsNeeded: rules.pre_session_limits !== null && limits === null,
    turnsMs: turns.filter((ms) => typeof ms === 'number' && ms > nowMs && Number.isFinite(ms)) as number[],
  };
}

const BLOCK_WORDS: Record<RgBlock, string> = {
  self_excluded: 'the player is excluded',
  blocked: 'the operator has blocked play',
  cool_off: 'a cool-off runs',
  panic: 'the panic button was pressed',
  time_limit: 'the time limit is reached',
  spend_limit: 'the spend limit is reached',
  idle: 'no round was played for the longest time that this market allows',
};

/** The refusal of one who may not play. */
export const blockedRefusal = ({ reason, untilMs }: Block): Refusal => ({
  code: 'RG_BLOCKED',
  facts: {
    reason,
    detail: `${BLOCK_WORDS[reason]}${untilMs === null ? '' : ` until ${new Date(untilMs).toISOString()}`}`,
  },
});

const notShown = (missing: readonly UiElement[]): Refusal => ({
  code: 'UI_NOT_SHOWN',
  facts: { detail: `not attested as shown: ${missing.join(', ')}` },
});

function checkRefusal({ kind, lockedUntilMs, acknowledged }: DueCheck, nowMs: number): Refusal {
  const leftMs = lockedUntilMs === null ? 0 : Math.max(0, lockedUntilMs - nowMs);
  const waits = leftMs > 0 ? { retry_after_ms: leftMs } : {};
  const detail = acknowledged ? `${kind}: the pause is not over yet` : `${kind}: to be acknowledged`;
  return { code: 'RG_CHECK_DUE', facts: { detail, ...waits } };
}

/**
 * Why a round of `stakeMinor` that was asked for at `askedAtMs` may not begin (spec G1, G2, M3), in the order in which
 * it is told. The facts are those of now, so an exclusion binds a round whose draw is under way; the clock is that of
 * the press, so a round that began in time is not cut off by a limit that it only met while it was drawn.
 */
export function rgRefusal(facts: RgFacts, stakeMinor: number, askedAtMs: number): Refusal | undefined {
  const { block, check, limits, limitsNeeded } = standingAt(facts, askedAtMs);
  if (block) return blockedRefusal(block);
  const missing = missingUi(facts.session.market, facts.own.seen);
  if (missing.length > 0) return notShown(missing);
  if (limitsNeeded)
    return {
      code: 'RG_LIMITS_NEEDED',
      facts: { detail: 'set the longest time and the largest spend first' },
    };
  if (check) return checkRefusal(check, askedAtMs);
  if (!limits || stakeMinor <= limits.spendLeftMinor) return undefined;
  const message = `must not be over ${limits.spendLeftMinor}, which the spend limit leaves`;
  return { code: 'STAKE_NOT_ALLOWED', facts: { errors: [{ field: 'stake.amount_minor', message }] } };
}
