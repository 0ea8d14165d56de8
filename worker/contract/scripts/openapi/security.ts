import { SIGNATURE_HEADERS, SIGNATURE_WINDOW_MS } from '../../src/http-signature.ts';
import type { Auth } from '../../src/operations/operation.ts';
import type { JsonObject } from './json.ts';

const header = (name: string, description: string) => ({ type: 'apiKey', in: 'header', name, description });

/** How callers prove who they are (spec A1, A2). */
export const SECURITY_SCHEMES: JsonObject = {
  keyId: header(SIGNATURE_HEADERS.keyId, 'Id of the shared secret'),
  timestamp: header(
    SIGNATURE_HEADERS.timestamp,
    `UTC milliseconds, decimal; refused when more than ${SIGNATURE_WINDOW_MS} ms off`,
  ),
  nonce: header(SIGNATURE_HEADERS.nonce, '16 to 64 of A-Z a-z 0-9 _ -, never used twice with one key'),
  signature: header(
    SIGNATURE_HEADERS.signature,
    'Hex HMAC-SHA-256 over the lines RG1, METHOD, path with query, timestamp, nonce, hex SHA-256 of the body, joined by \\n',
  ),
  playerToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Short-lived player token',
  },
};

/** What one operation asks for. */
export function securityOf(auth: Auth): JsonObject[] {
  if (auth === 'none') return [];
  if (auth === 'player') return [{ playerToken: [] }];
  return [{ keyId: [], timestamp: [], nonce: [], signature: [] }];
}
