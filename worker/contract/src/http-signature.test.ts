import { describe, expect, it } from 'vitest';
import vectors from '../vectors/http-signature.json' with { type: 'json' };
import {
  checkSignature,
  readSignature,
  SIGNATURE_WINDOW_MS,
  type SignedParts,
  signatureHeaders,
  signParts,
  stringToSign,
} from './http-signature.ts';

type SignatureVector = (typeof vectors)[number];
const partsOf = ({ method, path, timestamp_ms, nonce, body }: SignatureVector): SignedParts => ({
  method,
  path,
  timestampMs: timestamp_ms,
  nonce,
  body,
});
const NOW_MS = 1_769_860_800_000;
const SECRET = 'not-a-secret-but-long-enough-for-tests';
const PARTS: SignedParts = {
  method: 'POST',
  path: '/v1/rounds?x=1',
  timestampMs: NOW_MS,
  nonce: 'nonce-0000000001',
  body: '{"a":1}',
};

const headersOf = (parts: SignedParts, over: Record<string, string> = {}) => {
  const headers = new Headers({ ...signatureHeaders('key-1', SECRET, parts), ...over });
  return readSignature((name) => headers.get(name));
};
const claimOf = (parts: SignedParts) => {
  const claim = headersOf(parts);
  if (typeof claim === 'string') throw new Error(claim);
  return claim;
};

describe('signParts', () => {
  it.each(vectors)('agrees with the vector of $name, as text and as bytes', (vector) => {
    const parts = partsOf(vector);
    expect(stringToSign(parts)).toBe(vector.string_to_sign);
    expect(signParts(vector.secret, parts)).toBe(vector.signature);
    expect(signParts(vector.secret, { ...parts, body: new TextEncoder().encode(vector.body) })).toBe(
      vector.signature,
    );
  });
});

describe('checkSignature', () => {
  it('accepts what was signed, at both ends of the window', () => {
    for (const offset of [0, SIGNATURE_WINDOW_MS, -SIGNATURE_WINDOW_MS])
      expect(checkSignature(claimOf(PARTS), SECRET, PARTS, NOW_MS + offset)).toBeUndefined();
  });

  it('refuses a signature outside the window', () => {
    for (const offset of [SIGNATURE_WINDOW_MS + 1, -SIGNATURE_WINDOW_MS - 1])
      expect(checkSignature(claimOf(PARTS), SECRET, PARTS, NOW_MS + offset)).toBe('stale');
  });

  it.each([
    ['method', { method: 'PUT' }],
    ['path', { path: '/v1/rounds?x=2' }],
    ['body', { body: '{"a":2}' }],
  ])('refuses another %s', (_name, over) => {
    expect(checkSignature(claimOf(PARTS), SECRET, { ...PARTS, ...over }, NOW_MS)).toBe('mismatch');
  });

  it('refuses another secret, timestamp, nonce or signature', () => {
    const claim = claimOf(PARTS);
    expect(checkSignature(claim, 'other', PARTS, NOW_MS)).toBe('mismatch');
    expect(checkSignature({ ...claim, timestampMs: NOW_MS + 1 }, SECRET, PARTS, NOW_MS)).toBe('mismatch');
    expect(checkSignature({ ...claim, nonce: 'nonce-0000000002' }, SECRET, PARTS, NOW_MS)).toBe('mismatch');
    expect(checkSignature({ ...claim, signature: '0'.repeat(64) }, SECRET, PARTS, NOW_MS)).toBe('mismatch');
  });
});

describe('readSignature', () => {
  it.each(['x-key-id', 'x-timestamp', 'x-nonce', 'x-signature'])('misses %s', (name) => {
    expect(headersOf(PARTS, { [name]: '' })).toBe('missing');
  });

  it.each([
    ['x-timestamp', '1769860800'],
    ['x-timestamp', '2026-01-31T12'],
    ['x-nonce', 'short'],
    ['x-nonce', 'nonce 0000000001'],
    ['x-signature', 'A'.repeat(64)],
    ['x-signature', 'ab'],
  ])('refuses the shape of %s: %s', (name, value) => {
    expect(headersOf(PARTS, { [name]: value })).toBe('malformed');
  });
});
