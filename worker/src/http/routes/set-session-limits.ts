import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** Sets the session's limits and the interval of its reality check; null leaves a thing as it is. */
export const setSessionLimits: HandlerOf<typeof OPERATIONS.setSessionLimits> = async (
  { player, body },
  { env },
) => {
  const wish = { timeMin: body.time_min, spend: body.spend, realityMin: body.reality_check_min };
  const reply = await playerObject(env, player.operatorId, player.playerId).setLimits(player.sessionId, wish);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
