import { z } from 'zod';
import { TournamentView } from '../tournaments.ts';
import { BODY_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_TOURNAMENT, TOURNAMENT_PROBLEMS, TournamentPath } from './tournament-common.ts';

/** Calls a tournament off: nobody joins it any more, and no place is paid. What a mission has paid stays paid. A repeat changes nothing. */
export const cancelTournament = operation({
  id: 'cancelTournament',
  server: 'gateway',
  method: 'POST',
  path: '/v1/tournaments/{tournament_id}/cancel',
  auth: 'operator',
  summary: 'Call a tournament off before it is closed',
  params: TournamentPath,
  request: z.strictObject({ reason: z.string().min(1).max(200) }),
  response: TournamentView,
  problems: [...TOURNAMENT_PROBLEMS, ...BODY_PROBLEMS, 'TOURNAMENT_NOT_OPEN'],
  examples: {
    request: { reason: 'the game was taken down' },
    response: { ...SAMPLE_TOURNAMENT, state: 'cancelled' },
  },
});
