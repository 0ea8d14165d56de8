import { z } from 'zod';
import { Envelope } from '../builds.ts';
import { BuildHash, Sha256Hex } from '../ids.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** A studio publishes a signed build whose files are all at the edge; publishing twice answers the same (spec M4). */
export const publishBuild = operation({
  id: 'publishBuild',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/builds/{digest}',
  auth: 'studio',
  summary: 'Publish a signed build',
  params: z.strictObject({ digest: Sha256Hex }),
  request: Envelope,
  response: z.object({ build_hash: BuildHash, already_there: z.boolean() }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'SIGNATURE_CHAIN_INVALID',
    'BUILD_REVOKED',
    'DIGEST_MISMATCH',
    'FILE_MISSING',
    'IDEMPOTENCY_CONFLICT',
  ],
  examples: {
    request: {
      payloadType: 'application/vnd.roundgate.build+json',
      payload: 'e30=',
      signatures: [{ keyid: 'dev', sig: 'AA==' }],
    },
    response: { build_hash: SAMPLE.build, already_there: false },
  },
});
