import { z } from 'zod';
import { PlayerId, RoundId } from '../ids.ts';
import { RoundSummary } from '../rounds.ts';
import { PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

/** The operator reads the gateway's rows of one of its own players (spec A5, R4). */
export const listPlayerRounds = operation({
  id: 'listPlayerRounds',
  server: 'gateway',
  method: 'GET',
  path: '/v1/players/{player_id}/rounds',
  auth: 'operator',
  summary: "Read the gateway's rounds of a player, newest first",
  params: z.strictObject({ player_id: PlayerId }),
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: RoundId.optional(),
  }),
  response: z.object({ rounds: z.array(RoundSummary), next_before: RoundId.nullable() }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: { response: { rounds: [], next_before: null } },
});
