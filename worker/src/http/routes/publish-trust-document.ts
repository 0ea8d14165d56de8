import type { OPERATIONS } from '@roundgate/contract';
import { openEnvelope, readDocument, TrustFault } from '@roundgate/contract/trust';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Takes in the next version of a root, studio or permit, when the chain above it vouches for it. */
export const publishTrustDocument: HandlerOf<typeof OPERATIONS.publishTrustDocument> = async (
  { body, partner },
  { trust, nowMs },
) => {
  const { name, envelope } = body;
  const kind = name === 'root' ? 'root' : name.startsWith('studio/') ? 'studio' : 'permit';
  try {
    const { document, digest } = await readDocument(kind, openEnvelope(kind, envelope));
    const outcome = await trust.publish(name, envelope, partner.id, nowMs);
    if (outcome === 'conflict')
      throw new ProblemError('IDEMPOTENCY_CONFLICT', {
        detail: `${name} has this version or a newer one already, with other content`,
      });
    if (outcome === 'not_next')
      throw new ProblemError('VALIDATION_FAILED', {
        errors: [{ field: 'envelope.payload.version', message: 'must follow the newest root without a gap' }],
      });
    return { name, version: document.version, digest, already_there: outcome === 'already_there' };
  } catch (error) {
    if (error instanceof TrustFault)
      throw new ProblemError('SIGNATURE_CHAIN_INVALID', { detail: error.what });
    throw error;
  }
};
