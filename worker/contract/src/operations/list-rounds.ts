import { z } from 'zod';
import { RoundId } from '../ids.ts';
import { RoundSummary } from '../rounds.ts';
import { PLAYER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

/** The player's own history, newest first (spec S3). */
export const listRounds = operation({
  id: 'listRounds',
  server: 'gateway',
  method: 'GET',
  path: '/v1/rounds',
  auth: 'player',
  summary: 'Read the own history, newest first',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(50).default(20),
    before: RoundId.optional(),
  }),
  response: z.object({ rounds: z.array(RoundSummary), next_before: RoundId.nullable() }),
  problems: [...PLAYER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: { response: { rounds: [], next_before: null } },
});
