import type { Sha256 } from '../../domain/rounds/keys.ts';

/**
 * The UUID (version 8, RFC 9562 section 5.8) of a derived key: the same key gives the same UUID on every attempt, so
 * that a wallet that knows movements by UUID recognises a repeat (spec W3).
 */
export function uuidFromKey(sha256: Sha256, key: string): string {
  const hex = sha256(key);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...groups, hex.slice(20, 32)].join('-');
}
