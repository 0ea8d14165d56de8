import { TournamentView } from '../tournaments.ts';
import { operation } from './operation.ts';
import { SAMPLE_TOURNAMENT, TOURNAMENT_PROBLEMS, TournamentPath } from './tournament-common.ts';

/** One tournament or mission of the operator, with its rules and where it is (spec F2). */
export const getTournament = operation({
  id: 'getTournament',
  server: 'gateway',
  method: 'GET',
  path: '/v1/tournaments/{tournament_id}',
  auth: 'operator',
  summary: 'Read a tournament: rules, state, number of players',
  params: TournamentPath,
  response: TournamentView,
  problems: [...TOURNAMENT_PROBLEMS],
  examples: { response: SAMPLE_TOURNAMENT },
});
