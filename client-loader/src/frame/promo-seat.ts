import type { RoundResult, SessionInfo } from '@roundgate/contract';
import type { Api } from './api.ts';
import type { GameFrame } from './game-frame.ts';
import type { ServerClock } from './rg/server-clock.ts';
import type { Words } from './words.ts';

/** What the script that comes after the start hears with. */
export interface PromoEars {
  /** The gateway has said how the session stands. */
  onSession?(session: SessionInfo): void;
  /** A round was paid; `grantId` names the packet that paid for it. */
  onRound?(grantId: string | undefined, result: RoundResult): void;
}

/** What that script finds of a session: it comes late, so it finds things and is not given them. */
export interface PromoSeat {
  readonly api: Api;
  readonly game: GameFrame;
  readonly clock: ServerClock;
  /** The language of the session, as it is set now. */
  readonly words: Words;
  /** As it was heard last. */
  readonly session: SessionInfo;
  readonly promo: PromoEars;
  /** Aborted when nothing may be done for the session any more. */
  readonly stopped: AbortController;
}
