import type { ProblemCode } from '@roundgate/contract';
import {
  checkSignature,
  readSignature,
  SIGNATURE_WINDOW_MS,
  type SignatureClaim,
  type SignatureFault,
} from '@roundgate/contract/http-signature';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../context.ts';
import { ProblemError } from '../problem-error.ts';
import { readBody } from '../read-body.ts';

const CODES: Readonly<Record<SignatureFault, ProblemCode>> = {
  missing: 'UNAUTHENTICATED',
  malformed: 'SIGNATURE_INVALID',
  stale: 'SIGNATURE_STALE',
  mismatch: 'SIGNATURE_INVALID',
};

function claimOf(headers: Headers): SignatureClaim {
  const claim = readSignature((name) => headers.get(name));
  if (typeof claim === 'string') throw new ProblemError(CODES[claim]);
  return claim;
}

/**
 * Lets only requests through that a known partner signed (spec A1). The nonce is claimed later, in the object that
 * the request addresses, so that claim and effect are one commit.
 */
export const signature = createMiddleware<AppEnv>(async function checkSigned(c, next) {
  const { config, clock } = c.get('services');
  const claim = claimOf(c.req.raw.headers);
  const body = await readBody(c.req.raw);
  const secret = config.partnerSecrets.get(claim.keyId);
  const { pathname, search } = new URL(c.req.url);
  const signed = { method: c.req.method, path: pathname + search, body };
  const nowMs = clock();
  // A key that nobody has stands in for an unknown one, so that both take the same time to refuse.
  const fault = checkSignature(claim, secret ?? crypto.randomUUID(), signed, nowMs);
  if (fault || secret === undefined) throw new ProblemError(CODES[fault ?? 'mismatch']);
  const expiresMs = claim.timestampMs + SIGNATURE_WINDOW_MS;
  c.set('body', body);
  c.set('call', { nonce: { keyId: claim.keyId, nonce: claim.nonce, expiresMs }, nowMs });
  await next();
});
