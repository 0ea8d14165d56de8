import type { FreeSpinsOffer, Money, RgFlags, RgView, RoundView } from '@roundgate/contract';
import { viewOf } from '../domain/rounds/answers.ts';
import type { Round } from '../domain/rounds/round.ts';
import { type Session, sessionTimeMs } from '../domain/sessions/session.ts';
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

/** What a state is made of beside the session. */
interface StateFacts extends Pick<SessionState, 'flags' | 'rg' | 'freeSpins'> {
  readonly rounds: Pick<PlayerRounds, 'desk' | 'balanceOf' | 'hasPurse'>;
  /** The newest stored round of a game. */
  readonly newestOf: (gameId: string) => Round | undefined;
}

/** A running session with what is open, what came last, and what it holds. */
export function sessionStateOf(
  session: Session,
  nowMs: number,
  { rounds, newestOf, ...told }: StateFacts,
): SessionState {
  const { desk } = rounds;
  const { gameId, sessionId } = session;
  const last = desk.newest()?.gameId === gameId ? desk.newest() : newestOf(gameId);
  const balance = rounds.balanceOf(sessionId);
  return {
    session,
    ...told,
    openRoundId: desk.open().find((round) => round.gameId === gameId)?.roundId ?? null,
    lastRound: last ? viewOf(desk.find(last.roundId) ?? last, balance, true) : null,
    sessionTimeMs: sessionTimeMs(session, nowMs),
    ownBalance: rounds.hasPurse(sessionId) ? balance : undefined,
  };
}
