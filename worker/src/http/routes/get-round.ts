import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** One of the player's own rounds. */
export const getRound: HandlerOf<typeof OPERATIONS.getRound> = async (
  { params, player },
  { env, traceId },
) => {
  const object = playerObject(env, player.operatorId, player.playerId);
  const reply = await object.round(player.sessionId, params.round_id, traceId);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
