import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { tournamentObject } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';
import { foundTournament } from './tournament-view.ts';

/** The operator's view of a table. */
export const getTournamentTable: HandlerOf<typeof OPERATIONS.getTournamentTable> = async (
  { params, query, partner },
  { env, nowMs },
) => {
  const object = tournamentObject(env, partner.id, params.tournament_id);
  const { tournament_id, state } = foundTournament(await object.view());
  const { rows, players, nextAfter, final } = await object.table(query.after, query.limit);
  return { tournament_id, state, players, rows, next_after: nextAfter, final, at: toTimestamp(nowMs) };
};
