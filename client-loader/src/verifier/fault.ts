import type { LoaderErrorCode, ProblemCode } from '@roundgate/contract';
import { Fault } from '@roundgate/contract/trust';

/** Why nothing of a game runs. */
export class LoaderFault extends Fault<LoaderErrorCode> {
  /** The problem of a gateway that has refused. */
  readonly problem: ProblemCode | null;
  constructor(code: LoaderErrorCode, what: string, problem: ProblemCode | null = null) {
    super(code, what);
    this.problem = problem;
  }
}

/** The loader error of whatever was thrown; what nobody foresaw is the game's failure. */
export const codeOf = (error: unknown): LoaderErrorCode =>
  error instanceof Fault ? error.code : 'game_failed';
