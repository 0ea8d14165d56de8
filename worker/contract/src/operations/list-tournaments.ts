import { z } from 'zod';
import { TournamentView } from '../tournaments.ts';
import { PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_TOURNAMENT } from './tournament-common.ts';

/** The operator's tournaments and missions, the last to begin first. */
export const listTournaments = operation({
  id: 'listTournaments',
  server: 'gateway',
  method: 'GET',
  path: '/v1/tournaments',
  auth: 'operator',
  summary: "List the operator's tournaments and missions",
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ tournaments: z.array(TournamentView) }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: { response: { tournaments: [SAMPLE_TOURNAMENT] } },
});
