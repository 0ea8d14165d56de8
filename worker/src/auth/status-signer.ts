import { fromBase64, keyidOf } from '@roundgate/contract/trust';
import type { DocumentSigner } from '@roundgate/contract/trust/sign';
import type { SigningKey } from '../config.ts';

/**
 * The online key, which signs what is current and the receipts of settled rounds, each under a payload type of its own;
 * it is held by the Worker's secret store.
 */
export async function createStatusSigner({ x, d }: Pick<SigningKey, 'x' | 'd'>): Promise<DocumentSigner> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, d, key_ops: ['sign'] };
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
  const raw = fromBase64(x.replaceAll('-', '+').replaceAll('_', '/').padEnd(44, '='));
  return {
    keyid: await keyidOf(raw),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, message)),
  };
}
