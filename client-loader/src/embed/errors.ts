import type { RoundgateErrorCode, RoundgateError as Shape } from './types.ts';

/** Why a launch or a command did not succeed; the codes are in {@link RoundgateErrorCode}. */
export class RoundgateError extends Error implements Shape {
  override readonly name = 'RoundgateError';
  readonly code: RoundgateErrorCode;
  readonly problem: string | null;
  constructor(code: RoundgateErrorCode, problem: string | null = null) {
    super(problem ?? code);
    this.code = code;
    this.problem = problem;
  }
}
