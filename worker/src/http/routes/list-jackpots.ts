import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';

/** The meters of a game, as its board knows them. */
export const listJackpots: HandlerOf<typeof OPERATIONS.listJackpots> = async ({ query }, { env }) => ({
  jackpots: await env.JACKPOT_BOARD.getByName(query.game_id).meters(),
});
