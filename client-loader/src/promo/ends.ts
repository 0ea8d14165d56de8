import type { GameCallFault } from '@roundgate/contract';

/** Problems after which there is nothing more to ask of a session. */
export const ENDS: ReadonlySet<GameCallFault['code']> = new Set([
  ...(['SESSION_ENDED', 'SESSION_NOT_FOUND', 'UNAUTHENTICATED', 'TOKEN_EXPIRED'] as const),
]);
