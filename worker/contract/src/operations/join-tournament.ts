import { z } from 'zod';
import { SessionTournament } from '../tournaments.ts';
import { BODY_PROBLEMS, PLAYER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_SESSION_TOURNAMENT, TournamentPath } from './tournament-common.ts';

/**
 * The player joins a running tournament or mission: rounds that are accepted from now on count. A repeat changes nothing.
 * Refused to a player who is blocked or excluded (403 `RG_BLOCKED`).
 */
export const joinTournament = operation({
  id: 'joinTournament',
  server: 'gateway',
  method: 'POST',
  path: '/v1/session/tournaments/{tournament_id}/join',
  auth: 'player',
  summary: 'Join a tournament or mission',
  params: TournamentPath,
  request: z.strictObject({
    automated: z.boolean().meta({ description: 'Whether the browser says that it is driven by a program' }),
  }),
  response: SessionTournament,
  problems: [
    ...PLAYER_PROBLEMS,
    ...BODY_PROBLEMS,
    'RG_BLOCKED',
    'FORBIDDEN',
    'GAME_NOT_ALLOWED',
    'STAKE_NOT_ALLOWED',
    'CURRENCY_NOT_ALLOWED',
    'TOURNAMENT_NOT_FOUND',
    'TOURNAMENT_NOT_OPEN',
    'UPSTREAM_UNAVAILABLE',
  ],
  examples: {
    request: { automated: false },
    response: {
      ...SAMPLE_SESSION_TOURNAMENT,
      joined: { score: 0, grant_id: null, award_minor: null },
    },
  },
});
