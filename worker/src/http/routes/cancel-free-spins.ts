import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** Takes back what one of the operator's own players has not played. */
export const cancelFreeSpins: HandlerOf<typeof OPERATIONS.cancelFreeSpins> = async (
  { params, body, partner },
  { env, log, traceId },
) => {
  const who = { operatorId: partner.id, playerId: params.player_id };
  const reply = await playerObject(env, who.operatorId, who.playerId).cancelFreeSpins(who, params.grant_id);
  if (!reply.ok) throw refused(reply.refusal);
  log('info', 'free spins cancelled', {
    trace_id: traceId,
    grant_id: params.grant_id,
    reason: body.reason,
  });
  return reply.value;
};
