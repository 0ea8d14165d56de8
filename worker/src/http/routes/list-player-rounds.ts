import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';

/** The gateway's rows of one of the operator's own players. */
export const listPlayerRounds: HandlerOf<typeof OPERATIONS.listPlayerRounds> = async (
  { params, query, partner },
  { env },
) => {
  const rounds = await playerObject(env, partner.id, params.player_id).history(query.limit, query.before);
  return { rounds, next_before: rounds.length === query.limit ? (rounds.at(-1)?.round_id ?? null) : null };
};
