import type { Currency } from '@roundgate/contract';

/** What a session is. Never changes once announced, so a copy may be kept in memory. */
export interface SessionFacts {
  readonly sessionId: string;
  readonly operatorId: string;
  readonly playerId: string;
  readonly gameId: string;
  readonly buildHash: string;
  readonly rtpProfile: string;
  readonly currency: Currency;
  readonly country: string;
}

/** True when both are the same session with the same content. Flags and token move by themselves and do not count. */
export const sameSession = (left: SessionFacts, right: SessionFacts): boolean =>
  left.sessionId === right.sessionId &&
  left.currency === right.currency &&
  left.country === right.country &&
  samePlay(left, right);

/** True when both play the same game in the same build for the same player: a retry after a new login does. */
export const samePlay = (left: SessionFacts, right: SessionFacts): boolean =>
  left.operatorId === right.operatorId &&
  left.playerId === right.playerId &&
  left.gameId === right.gameId &&
  left.buildHash === right.buildHash &&
  left.rtpProfile === right.rtpProfile;
