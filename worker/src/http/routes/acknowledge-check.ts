import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** The player has read a reality check or a rest. */
export const acknowledgeCheck: HandlerOf<typeof OPERATIONS.acknowledgeCheck> = async (
  { player, body },
  { env },
) => {
  const object = playerObject(env, player.operatorId, player.playerId);
  const reply = await object.acknowledge(player.sessionId, body.check_id);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
