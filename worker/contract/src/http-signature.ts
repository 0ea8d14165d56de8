import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Server-to-server request signing (spec A1): HMAC-SHA-256 over method, path with query, timestamp, nonce and body
 * hash. Synchronous, so that a Durable Object can sign inside one turn.
 */
export interface SignedParts {
  readonly method: string;
  /** Path with query, as sent, such as `/v1/sessions?x=1`. */
  readonly path: string;
  /** UTC milliseconds, decimal. */
  readonly timestampMs: number;
  /** 16 to 64 characters, never used twice with one key. */
  readonly nonce: string;
  readonly body: string | Uint8Array;
}

export const SIGNATURE_HEADERS = {
  keyId: 'x-key-id',
  timestamp: 'x-timestamp',
  nonce: 'x-nonce',
  signature: 'x-signature',
} as const;

/** A signature older or newer than this is stale. */
export const SIGNATURE_WINDOW_MS = 300_000;

/** The exact text that is signed; one line per part, so that no two requests share one. */
export function stringToSign(parts: SignedParts): string {
  const bodyHash = createHash('sha256').update(parts.body).digest('hex');
  return ['RG1', parts.method.toUpperCase(), parts.path, parts.timestampMs, parts.nonce, bodyHash].join('\n');
}

/** Hex HMAC-SHA-256 of the request under the shared secret. */
export const signParts = (secret: string, parts: SignedParts): string =>
  createHmac('sha256', secret).update(stringToSign(parts)).digest('hex');

/** The four headers that carry a signed request. */
export function signatureHeaders(keyId: string, secret: string, parts: SignedParts): Record<string, string> {
  return {
    [SIGNATURE_HEADERS.keyId]: keyId,
    [SIGNATURE_HEADERS.timestamp]: String(parts.timestampMs),
    [SIGNATURE_HEADERS.nonce]: parts.nonce,
    [SIGNATURE_HEADERS.signature]: signParts(secret, parts),
  };
}

/** Why a signed request is refused; `replayed` is for the caller that remembers nonces. */
export type SignatureFault = 'missing' | 'malformed' | 'stale' | 'mismatch';

/** What the headers of a request claim, before any secret is looked up. */
export interface SignatureClaim {
  readonly keyId: string;
  readonly timestampMs: number;
  readonly nonce: string;
  readonly signature: string;
}

/** Reads the four headers; a fault when one is absent or of the wrong shape. */
export function readSignature(
  header: (name: string) => string | null | undefined,
): SignatureClaim | SignatureFault {
  const keyId = header(SIGNATURE_HEADERS.keyId);
  const timestamp = header(SIGNATURE_HEADERS.timestamp);
  const nonce = header(SIGNATURE_HEADERS.nonce);
  const signature = header(SIGNATURE_HEADERS.signature);
  if (!keyId || !timestamp || !nonce || !signature) return 'missing';
  const wellFormed =
    /^\d{13}$/.test(timestamp) && /^[A-Za-z0-9_-]{16,64}$/.test(nonce) && /^[0-9a-f]{64}$/.test(signature);
  return wellFormed ? { keyId, timestampMs: Number(timestamp), nonce, signature } : 'malformed';
}

/** Checks window, then HMAC in constant time. Returns a fault, or undefined when the request is authentic. */
export function checkSignature(
  claim: SignatureClaim,
  secret: string,
  request: { method: string; path: string; body: string | Uint8Array },
  nowMs: number,
): SignatureFault | undefined {
  if (Math.abs(nowMs - claim.timestampMs) > SIGNATURE_WINDOW_MS) return 'stale';
  const expected = Buffer.from(
    signParts(secret, { ...request, timestampMs: claim.timestampMs, nonce: claim.nonce }),
    'hex',
  );
  return timingSafeEqual(expected, Buffer.from(claim.signature, 'hex')) ? undefined : 'mismatch';
}
