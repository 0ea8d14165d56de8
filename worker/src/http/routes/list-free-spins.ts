import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';

/** The packets of free spins of one of the operator's own players. */
export const listFreeSpins: HandlerOf<typeof OPERATIONS.listFreeSpins> = async (
  { params, query, partner },
  { env },
) => {
  const who = { operatorId: partner.id, playerId: params.player_id };
  const grants = await playerObject(env, who.operatorId, who.playerId).freeSpins(who, query.limit);
  return { grants };
};
