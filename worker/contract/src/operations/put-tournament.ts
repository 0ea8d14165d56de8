import { z } from 'zod';
import { TournamentId } from '../ids.ts';
import { TournamentRules, TournamentView } from '../tournaments.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_TOURNAMENT, SAMPLE_TOURNAMENT_RULES, TournamentPath } from './tournament-common.ts';

/**
 * The operator makes a tournament or mission for its own players, once. The same again changes nothing; other rules are
 * 409 `IDEMPOTENCY_CONFLICT`: what players were promised stays (spec F2).
 */
export const putTournament = operation({
  id: 'putTournament',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/tournaments/{tournament_id}',
  auth: 'operator',
  summary: 'Make a tournament or mission; its rules never change',
  params: TournamentPath,
  request: TournamentRules,
  response: z.object({
    tournament_id: TournamentId,
    already_there: z.boolean(),
    tournament: TournamentView,
  }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: SAMPLE_TOURNAMENT_RULES,
    response: {
      tournament_id: SAMPLE_TOURNAMENT.tournament_id,
      already_there: false,
      tournament: SAMPLE_TOURNAMENT,
    },
  },
});
