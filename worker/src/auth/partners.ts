import type { ProblemCode } from '@roundgate/contract';
import {
  checkSignature,
  readSignature,
  SIGNATURE_WINDOW_MS,
  type SignatureFault,
} from '@roundgate/contract/http-signature';
import type { Config, Env, Partner } from '../config.ts';

const FAULT_CODE: Record<SignatureFault, ProblemCode> = {
  missing: 'UNAUTHENTICATED',
  malformed: 'SIGNATURE_INVALID',
  stale: 'SIGNATURE_STALE',
  mismatch: 'SIGNATURE_INVALID',
};

/** Who signed this request, or why it is refused: header shape, key, window, HMAC, and last the nonce (spec A1). */
export async function authenticatePartner(
  request: Request,
  body: Uint8Array,
  config: Config,
  env: Env,
  nowMs: number,
): Promise<Partner | ProblemCode> {
  const claim = readSignature((name) => request.headers.get(name));
  if (typeof claim === 'string') return FAULT_CODE[claim];
  const partner = config.partnerByKey(claim.keyId);
  if (!partner) return 'UNAUTHENTICATED';
  const { pathname, search } = new URL(request.url);
  const fault = checkSignature(
    claim,
    partner.secret,
    { method: request.method, path: pathname + search, body },
    nowMs,
  );
  if (fault) return FAULT_CODE[fault];
  const expiresAtMs = claim.timestampMs + 2 * SIGNATURE_WINDOW_MS;
  const fresh = await env.PARTNER.getByName(partner.id).useNonce(
    `${claim.keyId}:${claim.nonce}`,
    expiresAtMs,
  );
  return fresh ? partner : 'NONCE_REPLAYED';
}
