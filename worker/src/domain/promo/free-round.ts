import { owedMinor, type Round } from '../rounds/round.ts';
import type { Bet, Refusal, Session } from '../sessions/session.ts';
import { fitsSession, type Grant, grantState, spinTypeOf } from './grant.ts';

/** The packet that a bet names, and how many of its spins other rounds have. */
export interface GrantFacts {
  readonly grant: Grant | undefined;
  readonly usedByOthers: number;
}

/** A bet that names no packet. */
export const NO_GRANT: GrantFacts = { grant: undefined, usedByOthers: 0 };

const notFound = (detail: string): Refusal => ({ code: 'GRANT_NOT_FOUND', facts: { detail } });

/**
 * Why a bet is not paid for as it says, or undefined (spec F1, F2). Expiry and cancellation are held against
 * `askedAtMs`: a round that was accepted before them is finished.
 */
export function fundingRefusal(
  bet: Bet,
  session: Pick<Session, 'gameId' | 'currency' | 'rtpProfile'>,
  { grant, usedByOthers }: GrantFacts,
  askedAtMs: number,
): Refusal | undefined {
  if (bet.spinType === 'cash' && bet.grantId !== undefined) {
    const errors = [{ field: 'grant_id', message: `must be left out of a ${bet.spinType} spin` }];
    return { code: 'VALIDATION_FAILED', facts: { errors } };
  }
  if (bet.spinType === 'cash') return undefined;
  if (!grant || !fitsSession(grant, session) || spinTypeOf(grant) !== bet.spinType)
    return notFound(`no such ${bet.spinType} spins in this session`);
  const state = grantState(grant, usedByOthers, askedAtMs);
  if (state !== 'active') return notFound(`these spins are ${state}`);
  if (bet.stakeMinor === grant.betMinor) return undefined;
  return {
    code: 'STAKE_NOT_ALLOWED',
    facts: { detail: `a spin of this packet plays for ${grant.betMinor} minor units` },
  };
}

/**
 * A drawn free round with its stake paid: nothing is debited, and a win is owed by the wallet as any other (spec F1).
 * Pure; the row that comes back is the first one that tells the outcome.
 */
export function payByGrant(round: Round, nowMs: number): Round {
  const { grantId, purseSessionId } = round.mode;
  if (grantId === null || purseSessionId !== null || round.state !== 'OUTCOME') return round;
  const isOwed = owedMinor(round) > 0;
  return {
    ...round,
    state: isOwed ? 'DEBITED' : 'SETTLED',
    version: round.version + 1,
    attempts: 0,
    inDoubt: false,
    nextAttemptAtMs: nowMs,
    debitReference: grantReference(grantId),
    stateSinceMs: nowMs,
    closedAtMs: isOwed ? null : nowMs,
  };
}

/** What stands in the place of a debit's reference. */
export const grantReference = (grantId: string): string => `grant:${grantId}`;
