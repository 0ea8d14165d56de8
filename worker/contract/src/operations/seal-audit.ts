import { z } from 'zod';
import { Sha256Hex } from '../ids.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** Makes the next signed manifest now; once a day the clock asks for the same (spec E4). */
export const sealAudit = operation({
  id: 'sealAudit',
  server: 'gateway',
  method: 'POST',
  path: '/v1/audit/seal',
  auth: 'platform',
  summary: 'Write what waits to the write-once store and sign a manifest over it',
  response: z.object({
    number: z.number().int().min(0),
    digest: Sha256Hex,
    events: z.number().int().min(0).meta({ description: 'Events under all manifests up to this one' }),
    made: z.boolean().meta({ description: 'False when nothing had come since the last manifest' }),
  }),
  problems: [...PARTNER_PROBLEMS],
  examples: { response: { number: 17, digest: SAMPLE.digest, events: 12_400, made: true } },
});
