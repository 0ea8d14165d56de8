import { createHash, createHmac, randomUUID } from 'node:crypto';

/** The four headers of a signed request. `path` is as sent, with its query; `body` is the exact text that is sent. */
export function signedHeaders(
  keyId,
  secret,
  method,
  path,
  body,
  timestampMs = Date.now(),
  nonce = randomUUID(),
) {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const text = ['RG1', method.toUpperCase(), path, timestampMs, nonce, bodyHash].join('\n');
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  return {
    'x-key-id': keyId,
    'x-timestamp': String(timestampMs),
    'x-nonce': nonce,
    'x-signature': signature,
  };
}
