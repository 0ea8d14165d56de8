import type { ProblemCode } from '@roundgate/contract';
import {
  checkSignature,
  readSignature,
  SIGNATURE_WINDOW_MS,
  type SignatureFault,
} from '@roundgate/contract/http-signature';
import type { PartnerKey } from '../config.ts';
import { ProblemError } from '../http/problem.ts';
import { readBody } from '../http/read-body.ts';
import type { SignedCall } from './account-do.ts';

const CODES: Readonly<Record<SignatureFault, ProblemCode>> = {
  missing: 'UNAUTHENTICATED',
  malformed: 'SIGNATURE_INVALID',
  stale: 'SIGNATURE_STALE',
  mismatch: 'SIGNATURE_INVALID',
};

/**
 * The body of a request that the gateway signed; anything else is refused (spec A1). The nonce is claimed later, in the
 * account that the request is about, so that claim and effect are one commit.
 */
export async function readSigned(
  request: Request,
  key: PartnerKey,
): Promise<{ body: Uint8Array; call: SignedCall }> {
  const claim = readSignature((name) => request.headers.get(name));
  if (typeof claim === 'string') throw new ProblemError(CODES[claim]);
  const body = await readBody(request);
  const { pathname, search } = new URL(request.url);
  const nowMs = Date.now();
  // A key that nobody has stands in for an unknown one, so that both take the same time to refuse.
  const secret = claim.keyId === key.id ? key.secret : crypto.randomUUID();
  const signed = { method: request.method, path: pathname + search, body };
  const fault = checkSignature(claim, secret, signed, nowMs);
  if (fault) throw new ProblemError(CODES[fault]);
  const expiresMs = claim.timestampMs + SIGNATURE_WINDOW_MS;
  return { body, call: { nonce: { nonce: claim.nonce, expiresMs }, nowMs } };
}

const OFFERED = new Set(['application/vnd.rgs.v1+json', 'application/json', 'application/*', '*/*']);

/** Refuses a request that only takes versions this server does not speak (spec P1). */
export function checkVersion(accept: string | null): void {
  const ranges = (accept ?? '*/*').split(',').map((range) => range.split(';')[0]?.trim().toLowerCase() ?? '');
  if (!ranges.some((range) => OFFERED.has(range)))
    throw new ProblemError('VERSION_NOT_SUPPORTED', { detail: 'offered: application/vnd.rgs.v1+json' });
}
