import type { FreeSpinsOffer, Money, RgFlags, RgView, RoundView } from '@roundgate/contract';
import type { Session } from '../domain/sessions/session.ts';

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
