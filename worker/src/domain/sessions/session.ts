import type { Currency, MarketView, ProblemCode, ProblemFacts, RgFlags, SpinType } from '@roundgate/contract';
import { betRefusal, type MarketBet, paceRefusal } from '../markets/play-refusal.ts';
import { BLOCKING_STATES, type Round } from '../rounds/round.ts';

/** One launch of one game: what was agreed when it was opened, and never changes but for its ends. */
export interface Session {
  readonly sessionId: string;
  readonly gameId: string;
  readonly buildHash: string;
  readonly rtpProfile: string;
  readonly country: string;
  readonly currency: Currency;
  readonly locale: string;
  readonly market: MarketView;
  readonly openedAtMs: number;
  readonly expiresAtMs: number;
  /** When its launch token was used; a second use is refused. */
  readonly launchedAtMs: number | null;
  readonly endedAtMs: number | null;
}

/** A refusal with its facts, in the terms of the closed list. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly facts?: ProblemFacts;
}

/** Nobody is blocked until the operator says so. */
export const NO_RG_FLAGS: RgFlags = { self_excluded: false, blocked: false, time_limit_min: null };

/** Why this player may not play now, or undefined (spec G2). `sessionTimeMs` counts from launch. */
export function rgRefusal(flags: RgFlags, sessionTimeMs: number): Refusal | undefined {
  if (flags.self_excluded || flags.blocked) return { code: 'RG_BLOCKED' };
  const limitMs = flags.time_limit_min === null ? Number.POSITIVE_INFINITY : flags.time_limit_min * 60_000;
  return sessionTimeMs >= limitMs
    ? { code: 'RG_BLOCKED', facts: { detail: 'the session time limit is reached' } }
    : undefined;
}

/** Time since the game was launched; 0 before. */
export const sessionTimeMs = (session: Session, nowMs: number): number =>
  session.launchedAtMs === null ? 0 : Math.max(0, nowMs - session.launchedAtMs);

/** Why a session cannot be used, or undefined. */
export const sessionRefusal = (session: Session | undefined, nowMs: number): Refusal | undefined => {
  if (!session) return { code: 'SESSION_NOT_FOUND' };
  return session.endedAtMs !== null || nowMs >= session.expiresAtMs ? { code: 'SESSION_ENDED' } : undefined;
};

/** A bet as the client sends it. */
export interface Bet extends MarketBet {
  readonly roundId: string;
  readonly currency: Currency;
  readonly spinType: SpinType;
}

/** What acceptance looks at. `newest` is the player's last accepted round, whatever its state. */
export interface AcceptanceFacts {
  readonly session: Session | undefined;
  readonly flags: RgFlags;
  readonly open: readonly Round[];
  readonly newest: Pick<Round, 'acceptedAtMs' | 'gameId'> | undefined;
}

/**
 * Why a new round is not accepted, or undefined; the checks in the order in which they are told. Asked before the
 * RGS is called and again inside the transaction that writes the first row (attack rule 6).
 */
export function acceptanceRefusal(bet: Bet, facts: AcceptanceFacts, nowMs: number): Refusal | undefined {
  const { session, flags } = facts;
  const unusable = sessionRefusal(session, nowMs);
  if (unusable || !session) return unusable;
  const blocked = rgRefusal(flags, sessionTimeMs(session, nowMs));
  if (blocked) return blocked;
  if (bet.currency !== session.currency)
    return { code: 'CURRENCY_NOT_ALLOWED', facts: { detail: `this session plays in ${session.currency}` } };
  if (bet.spinType !== 'cash')
    return {
      code: 'GRANT_NOT_FOUND',
      facts: { detail: `no ${bet.spinType} spins are granted to this player` },
    };
  const unfit = betRefusal(bet, session.market);
  if (unfit) return unfit;
  const open = facts.open.find((round) => BLOCKING_STATES.has(round.state));
  if (open) return { code: 'ROUND_OPEN', facts: { round_id: open.roundId, retry_after_ms: 500 } };
  const sinceLastMs = nowMs - (facts.newest?.acceptedAtMs ?? Number.NEGATIVE_INFINITY);
  return paceRefusal(sinceLastMs, session.market);
}
