import { z } from 'zod';
import { Envelope } from '../builds.ts';
import { Sha256Hex } from '../ids.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** `root`, `studio/<studio_id>` or `permit/<country>`. */
export const TrustDocumentName = z
  .string()
  .regex(
    /^(root|studio\/st-[A-Za-z0-9_-]{1,64}|permit\/[A-Z]{2}(-[A-Z0-9]{1,3})?)$/,
    'must be root, studio/<studio_id> or permit/<country>',
  );

/** Takes in a signed document of the chain of trust; only its own signatures make it believed (spec X1, A5). */
export const publishTrustDocument = operation({
  id: 'publishTrustDocument',
  server: 'gateway',
  method: 'POST',
  path: '/v1/trust/documents',
  auth: 'platform',
  summary: 'Publish the next version of a root, studio or permit document',
  request: z.strictObject({ name: TrustDocumentName, envelope: Envelope }),
  response: z.object({
    name: z.string(),
    version: z.number().int(),
    digest: Sha256Hex,
    already_there: z.boolean(),
  }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'SIGNATURE_CHAIN_INVALID', 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: {
      name: 'permit/MT',
      envelope: {
        payloadType: 'application/vnd.roundgate.permit+json',
        payload: 'e30=',
        signatures: [{ keyid: '0123456789abcdef', sig: 'AAAA' }],
      },
    },
    response: { name: 'permit/MT', version: 1, digest: SAMPLE.digest, already_there: false },
  },
});
