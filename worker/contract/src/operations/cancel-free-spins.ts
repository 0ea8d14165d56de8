import { z } from 'zod';
import { FreeSpinGrant } from '../free-spins.ts';
import { GrantId, PlayerId } from '../ids.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE_GRANT } from './common.ts';
import { operation } from './operation.ts';

/** The operator takes back what is left of a packet. A round that runs is finished; a repeat changes nothing (spec F1). */
export const cancelFreeSpins = operation({
  id: 'cancelFreeSpins',
  server: 'gateway',
  method: 'POST',
  path: '/v1/players/{player_id}/free-spins/{grant_id}/cancel',
  auth: 'operator',
  summary: 'Take back the free spins that a player has not played',
  params: z.strictObject({ player_id: PlayerId, grant_id: GrantId }),
  request: z.strictObject({ reason: z.string().min(1).max(200) }),
  response: FreeSpinGrant,
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'GRANT_NOT_FOUND'],
  examples: {
    request: { reason: 'given by mistake' },
    response: { ...SAMPLE_GRANT, state: 'cancelled' },
  },
});
