/** Why a trust document, and all that hangs on it, is not believed. Each is a loader error with words of its own. */
export const TRUST_FAULTS = [
  'trust_missing',
  'signature_invalid',
  'trust_expired',
  'trust_rolled_back',
  'build_mismatch',
  'build_revoked',
  'market_refused',
  'loader_too_old',
] as const;
export type TrustFaultCode = (typeof TRUST_FAULTS)[number];

/** Why something is not believed. `what` names the document, file or rule, for the report; never shown raw to a player. */
export class Fault<Code extends string> extends Error {
  readonly code: Code;
  readonly what: string;
  constructor(code: Code, what: string) {
    super(`${code}: ${what}`);
    this.code = code;
    this.what = what;
  }
}

/** Thrown by every check of this folder. */
export class TrustFault extends Fault<TrustFaultCode> {}
