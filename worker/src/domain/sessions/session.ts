import {
  type Currency,
  type MarketView,
  type PlayerFacts,
  type ProblemCode,
  type ProblemFacts,
  RG_BLOCKS,
  type RgBlock,
  type RgFlags,
  type SpinType,
} from '@roundgate/contract';
import { betRefusal, type MarketBet, paceRefusal } from '../markets/play-refusal.ts';
import { fundingRefusal, type GrantFacts, NO_GRANT } from '../promo/free-round.ts';
import { rgRefusal } from '../rg/standing.ts';
import type { RgFacts } from '../rg/state.ts';
import { BLOCKING_STATES, type Round } from '../rounds/round.ts';

/** The loader that launched a session, in its own words; enforced where the operator or the root ask for more. */
export interface LoaderFacts {
  readonly version: string;
  readonly assurance: 'hosted' | 'pinned';
  /** Versions of the trust documents that it believed. */
  readonly trust?: { readonly root: number; readonly permit: number; readonly status: number } | undefined;
}

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
  /** Why it ended: a reason of responsible gaming, or a word of our own. */
  readonly endReason?: string | null;
  /** What the operator told of its player when it opened the session. */
  readonly player?: PlayerFacts | undefined;
  readonly loader?: LoaderFacts | null;
}

/** A refusal with its facts, in the terms of the closed list. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly facts?: ProblemFacts;
}

/** Nobody is blocked until the operator says so. */
export const NO_RG_FLAGS: RgFlags = { self_excluded: false, blocked: false, time_limit_min: null };

/** True when two sets of flags say the same. */
export const sameFlags = (left: RgFlags, right: RgFlags): boolean =>
  left.self_excluded === right.self_excluded &&
  left.blocked === right.blocked &&
  left.time_limit_min === right.time_limit_min &&
  (left.cool_off_until ?? null) === (right.cool_off_until ?? null);

/** Time since the game was launched; 0 before. */
export const sessionTimeMs = (session: Session, nowMs: number): number =>
  session.launchedAtMs === null ? 0 : Math.max(0, nowMs - session.launchedAtMs);

/** The reason of responsible gaming that a session was ended for, or undefined. */
export const rgEnd = ({ endReason }: Session): RgBlock | undefined =>
  RG_BLOCKS.find((reason) => reason === endReason);

/** Why a session cannot be used, or undefined. */
export const sessionRefusal = (session: Session | undefined, nowMs: number): Refusal | undefined => {
  if (!session) return { code: 'SESSION_NOT_FOUND' };
  if (session.endedAtMs === null && nowMs < session.expiresAtMs) return undefined;
  const reason = rgEnd(session);
  return reason ? { code: 'SESSION_ENDED', facts: { reason } } : { code: 'SESSION_ENDED' };
};

/** A bet as the client sends it. */
export interface Bet extends MarketBet {
  readonly roundId: string;
  readonly currency: Currency;
  readonly spinType: SpinType;
  /** The packet that pays for a free spin. */
  readonly grantId?: string | undefined;
}

/** What acceptance looks at. `newest` is the player's last accepted round, whatever its state. */
export interface AcceptanceFacts {
  readonly session: Session | undefined;
  /** As things stand now; needed once there is a session. */
  readonly rg: RgFacts | undefined;
  /** When the round was asked for: `nowMs`, or earlier when it is asked again. */
  readonly askedAtMs: number;
  /** The packet that the bet names; left out where nobody is given any. */
  readonly funding?: GrantFacts;
  readonly open: readonly Round[];
  readonly newest: Pick<Round, 'acceptedAtMs' | 'gameId'> | undefined;
}

/**
 * Why a new round is not accepted, or undefined; the checks in the order in which they are told. Asked before the
 * RGS is called and again inside the transaction that writes the first row (attack rule 6).
 */
export function acceptanceRefusal(bet: Bet, facts: AcceptanceFacts, nowMs: number): Refusal | undefined {
  const { session, rg } = facts;
  const unusable = sessionRefusal(session, nowMs);
  if (unusable?.facts?.reason) return { ...unusable, code: 'RG_BLOCKED' };
  if (unusable || !session || !rg) return unusable;
  // A spin that a packet pays for puts no money of the player at risk.
  const kept = rgRefusal(rg, bet.spinType === 'cash' ? bet.stakeMinor : 0, facts.askedAtMs);
  if (kept) return kept;
  if (bet.currency !== session.currency)
    return { code: 'CURRENCY_NOT_ALLOWED', facts: { detail: `this session plays in ${session.currency}` } };
  const unfunded = fundingRefusal(bet, session, facts.funding ?? NO_GRANT, facts.askedAtMs);
  if (unfunded) return unfunded;
  const unfit = betRefusal(bet, session.market);
  if (unfit) return unfit;
  const open = facts.open.find((round) => BLOCKING_STATES.has(round.state));
  if (open) return { code: 'ROUND_OPEN', facts: { round_id: open.roundId, retry_after_ms: 500 } };
  const sinceLastMs = nowMs - (facts.newest?.acceptedAtMs ?? Number.NEGATIVE_INFINITY);
  return paceRefusal(sinceLastMs, session.market);
}
