import type { LoaderErrorCode } from '@roundgate/contract';
import { Fault } from '@roundgate/contract/trust';

/** Why nothing of a game runs. */
export class LoaderFault extends Fault<LoaderErrorCode> {}

/** The loader error of whatever was thrown; what nobody foresaw is the game's failure. */
export const codeOf = (error: unknown): LoaderErrorCode =>
  error instanceof Fault ? error.code : 'game_failed';
