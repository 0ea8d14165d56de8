import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** Takes the loader's word on what of the market's label, warnings and clocks was seen. */
export const attestUi: HandlerOf<typeof OPERATIONS.attestUi> = async ({ player, body }, { env }) => {
  const object = playerObject(env, player.operatorId, player.playerId);
  const reply = await object.attest(player.sessionId, body.evidence);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
