import { z } from 'zod';
import { FreeSpinGrant } from '../free-spins.ts';
import { PlayerId } from '../ids.ts';
import { PARTNER_PROBLEMS, SAMPLE_GRANT } from './common.ts';
import { operation } from './operation.ts';

/** The operator reads what one of its players was given, in every state, newest first (spec F1). */
export const listFreeSpins = operation({
  id: 'listFreeSpins',
  server: 'gateway',
  method: 'GET',
  path: '/v1/players/{player_id}/free-spins',
  auth: 'operator',
  summary: "Read a player's packets of free spins, newest first",
  params: z.strictObject({ player_id: PlayerId }),
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ grants: z.array(FreeSpinGrant) }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: { response: { grants: [SAMPLE_GRANT] } },
});
