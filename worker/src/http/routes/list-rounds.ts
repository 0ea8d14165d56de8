import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';

/** The player's own history. */
export const listRounds: HandlerOf<typeof OPERATIONS.listRounds> = async ({ query, player }, { env }) => {
  const rounds = await playerObject(env, player.operatorId, player.playerId).history(
    query.limit,
    query.before,
  );
  return { rounds, next_before: rounds.length === query.limit ? (rounds.at(-1)?.round_id ?? null) : null };
};
