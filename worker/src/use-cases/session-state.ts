import type { FreeSpinsOffer, Money, RgFlags, RgView, RoundView } from '@roundgate/contract';
import { viewOf } from '../domain/rounds/answers.ts';
import type { Round } from '../domain/rounds/round.ts';
import type { Session } from '../domain/sessions/session.ts';
import type { PlayerRounds } from './player-rounds.ts';

/** A player's session with all that the object knows about its player. */
export interface SessionState {
  readonly session: Session;
  readonly flags: RgFlags;
  readonly openRoundId: string | null;
  readonly lastRound: RoundView | null;
  readonly sessionTimeMs: number;
  readonly rg: RgView;
  /** What the session itself holds, null while that is not known; undefined when the operator's wallet holds it. */
  readonly ownBalance: Money | null | undefined;
  /** What may be played in it free of charge. */
  readonly freeSpins: FreeSpinsOffer[];
}

/** What the player's rounds say of a session: the one that is open, the last one, and what the session itself holds. */
export function roundsState(
  session: Session,
  rounds: PlayerRounds,
  rows: { newestOf(gameId: string): Round | undefined },
): Pick<SessionState, 'session' | 'openRoundId' | 'lastRound' | 'ownBalance'> {
  const { gameId, sessionId } = session;
  const { desk } = rounds;
  const newest = desk.newest();
  const last = newest?.gameId === gameId ? newest : rows.newestOf(gameId);
  const balance = rounds.balanceOf(sessionId);
  return {
    session,
    openRoundId: desk.open().find((round) => round.gameId === gameId)?.roundId ?? null,
    lastRound: last ? viewOf(desk.find(last.roundId) ?? last, balance, true) : null,
    ownBalance: rounds.hasPurse(sessionId) ? balance : undefined,
  };
}
