import { z } from 'zod';
import { SessionTournament } from '../tournaments.ts';
import { PLAYER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_SESSION_TOURNAMENT } from './tournament-common.ts';

/** The tournaments and missions that fit the session's game and currency: running, about to begin, or ended a short while ago. */
export const listSessionTournaments = operation({
  id: 'listSessionTournaments',
  server: 'gateway',
  method: 'GET',
  path: '/v1/session/tournaments',
  auth: 'player',
  summary: 'List the tournaments and missions of the session, with how the player stands in them',
  response: z.object({ tournaments: z.array(SessionTournament) }),
  problems: [...PLAYER_PROBLEMS],
  examples: { response: { tournaments: [SAMPLE_SESSION_TOURNAMENT] } },
});
