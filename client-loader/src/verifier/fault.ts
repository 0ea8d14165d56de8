import type { LoaderErrorCode } from '@roundgate/contract';

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
