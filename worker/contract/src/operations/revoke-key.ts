import { z } from 'zod';
import { Timestamp } from '../ids.ts';
import { Reason, SigningKeyId } from '../register.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** Revokes a studio's signing key, and with it every build that it signed (spec M4). */
export const revokeKey = operation({
  id: 'revokeKey',
  server: 'gateway',
  method: 'POST',
  path: '/v1/signing-keys/{keyid}/revoke',
  auth: 'studio_or_platform',
  summary: 'Revoke a signing key and every build that it signed, at once and for good',
  params: z.strictObject({ keyid: SigningKeyId }),
  request: z.strictObject({ reason: Reason }),
  response: z.object({
    keyid: SigningKeyId,
    reason: z.string(),
    revoked_at: Timestamp,
    revoked_by: z.string(),
    already_there: z.boolean(),
  }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'SIGNING_KEY_NOT_FOUND'],
  examples: {
    request: { reason: 'a laptop was lost' },
    response: {
      keyid: '0f1e2d3c4b5a6978',
      reason: 'a laptop was lost',
      revoked_at: SAMPLE.ts,
      revoked_by: 'key-compliance',
      already_there: false,
    },
  },
});
