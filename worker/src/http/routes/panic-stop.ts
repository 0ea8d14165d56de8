import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** The panic button: no play in any session for the hours that the market says. */
export const panicStop: HandlerOf<typeof OPERATIONS.panicStop> = async ({ player }, { env }) => {
  const reply = await playerObject(env, player.operatorId, player.playerId).panic(player.sessionId);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
