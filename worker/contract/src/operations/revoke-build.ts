import { z } from 'zod';
import { BuildHash, Sha256Hex, Timestamp } from '../ids.ts';
import { Reason } from '../register.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** Revokes a build at once and for good: no new session, and running ones end after their round (spec M4). */
export const revokeBuild = operation({
  id: 'revokeBuild',
  server: 'gateway',
  method: 'POST',
  path: '/v1/builds/{digest}/revoke',
  auth: 'studio_or_platform',
  summary: 'Revoke a build at once and for good',
  params: z.strictObject({ digest: Sha256Hex }),
  request: z.strictObject({ reason: Reason }),
  response: z.object({
    build_hash: BuildHash,
    reason: z.string(),
    revoked_at: Timestamp,
    revoked_by: z.string(),
    already_there: z.boolean(),
  }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'BUILD_NOT_FOUND'],
  examples: {
    request: { reason: 'a reel shows a symbol that was not drawn' },
    response: {
      build_hash: SAMPLE.build,
      reason: 'a reel shows a symbol that was not drawn',
      revoked_at: SAMPLE.ts,
      revoked_by: 'key-st-harbour',
      already_there: false,
    },
  },
});
