import type { GameCallFault } from '@roundgate/contract';

const MESSAGES: Partial<Record<GameCallFault['code'], string>> = {
  INSUFFICIENT_FUNDS: 'fault.insufficientFunds',
  STAKE_NOT_ALLOWED: 'fault.stakeNotAllowed',
  ROUND_TOO_FAST: 'fault.tooFast',
  RATE_LIMITED: 'fault.tooFast',
  ROUND_OPEN: 'fault.pending',
  TRANSFER_PENDING: 'fault.pending',
  PENDING: 'fault.pending',
  OFFLINE: 'fault.offline',
  GRANT_NOT_FOUND: 'promo.gone',
  RG_CHECK_DUE: 'fault.held',
  RG_LIMITS_NEEDED: 'fault.held',
  UI_NOT_SHOWN: 'fault.held',
  RG_BLOCKED: 'fault.blocked',
  BUILD_REVOKED: 'fault.blocked',
  FORBIDDEN: 'fault.blocked',
  GAME_NOT_ALLOWED: 'fault.blocked',
  MARKET_NOT_CERTIFIED: 'fault.blocked',
  SESSION_ENDED: 'fault.sessionEnded',
  TOKEN_EXPIRED: 'fault.sessionEnded',
  UNAUTHENTICATED: 'fault.sessionEnded',
  ROUND_REFUSED: 'fault.refused',
  ROUND_CANCELLED: 'fault.refused',
  WALLET_REFUSED: 'fault.refused',
};

/** The message key for a fault of a call. */
export const faultMessage = (code: GameCallFault['code']): string => MESSAGES[code] ?? 'fault.other';

/** The fault that a rejected call of the host carries; anything else is told as an unnamed failure of the call. */
export function faultOf(cause: unknown): GameCallFault {
  const unnamed: GameCallFault = { code: 'INTERNAL', retry_after_ms: null };
  if (!(cause instanceof Error) || !('fault' in cause)) return unnamed;
  const { fault } = cause;
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return unnamed;
  return fault as GameCallFault;
}
