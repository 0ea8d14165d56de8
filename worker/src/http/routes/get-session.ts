import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';
import { balanceOf, sessionInfo } from './session-info.ts';

/** The player's session with a fresh balance. */
export const getSession: HandlerOf<typeof OPERATIONS.getSession> = async (
  { player },
  { env, services, traceId },
) => {
  const reply = await playerObject(env, player.operatorId, player.playerId).sessionState(player.sessionId);
  if (!reply.ok) throw refused(reply.refusal);
  return sessionInfo(reply.value, player, await balanceOf(reply.value, player, services, traceId));
};
