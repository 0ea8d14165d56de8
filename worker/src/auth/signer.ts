import { fromBase64, keyidOf, toBase64 } from '@roundgate/contract/trust';
import type { DocumentSigner } from '@roundgate/contract/trust/sign';
import type { SigningKey } from '../config.ts';

type KeyParts = Pick<SigningKey, 'x' | 'd'>;

/** The raw public half of a key. */
const rawOf = ({ x }: Pick<SigningKey, 'x'>): Uint8Array<ArrayBuffer> =>
  fromBase64(x.replaceAll('-', '+').replaceAll('_', '/').padEnd(44, '='));

/** The public half as it is pinned: `{keyid: base64}`. */
export async function publicKeyOf(key: Pick<SigningKey, 'x'>): Promise<Record<string, string>> {
  const raw = rawOf(key);
  return { [await keyidOf(raw)]: toBase64(raw) };
}

/**
 * An online key, held by the Worker's secret store: one signs what is current and the receipts of settled rounds, each
 * under a payload type of its own, another the audit's manifests.
 */
export async function createSigner({ x, d }: KeyParts): Promise<DocumentSigner> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, d, key_ops: ['sign'] };
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
  return {
    keyid: await keyidOf(rawOf({ x })),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, message)),
  };
}
