import type { LoaderErrorCode } from '@roundgate/contract';
import { TrustFault } from '@roundgate/contract/trust';

/** Why nothing of a game runs. `what` names the file or field, for the report; never shown raw to a player. */
export class LoaderFault extends Error {
  readonly code: LoaderErrorCode;
  readonly what: string;
  constructor(code: LoaderErrorCode, what: string) {
    super(`${code}: ${what}`);
    this.code = code;
    this.what = what;
  }
}

/** The loader error of whatever was thrown; what nobody foresaw is the game's failure. */
export const codeOf = (error: unknown): LoaderErrorCode =>
  error instanceof LoaderFault || error instanceof TrustFault ? error.code : 'game_failed';
