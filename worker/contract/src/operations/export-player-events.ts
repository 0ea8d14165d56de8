import { z } from 'zod';
import { ChainedEvent } from '../bus-events.ts';
import { PlayerId, Sha256Hex } from '../ids.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The operator reads a player's audit trail as it was stored in R2, beside the head of the chain (spec E4). */
export const exportPlayerEvents = operation({
  id: 'exportPlayerEvents',
  server: 'gateway',
  method: 'GET',
  path: '/v1/players/{player_id}/events',
  auth: 'operator',
  summary: "Export a player's audit trail from the write-once store",
  params: z.strictObject({ player_id: PlayerId }),
  query: z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    pull: z.enum(['none', 'missing']).default('none').meta({
      description: '`missing`: what the store has not got is fetched from the source and stored first',
    }),
  }),
  response: z.object({
    events: z.array(ChainedEvent).max(1000),
    chain_head: z.strictObject({ seq: z.number().int().min(0), hash: Sha256Hex }),
  }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: { response: { events: [], chain_head: { seq: 0, hash: SAMPLE.digest } } },
});
