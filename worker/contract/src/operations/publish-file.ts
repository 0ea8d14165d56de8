import { z } from 'zod';
import { Sha256Hex } from '../ids.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** A studio uploads one file by its digest; the edge hashes it before it is visible (spec M4, X1). Raw bytes, not JSON. */
export const publishFile = operation({
  id: 'publishFile',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/builds/files/{sha256}',
  auth: 'studio',
  summary: 'Upload one file of a build, named by its digest (application/octet-stream)',
  params: z.strictObject({ sha256: Sha256Hex }),
  rawBody: 'application/octet-stream',
  response: z.object({ sha256: Sha256Hex, size: z.number().int(), already_there: z.boolean() }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'BODY_TOO_LARGE', 'DIGEST_MISMATCH'],
  examples: { response: { sha256: SAMPLE.digest, size: 1024, already_there: false } },
});
