import type { BuildManifest, PinnedKey } from '@roundgate/contract';
import { fromBase64, sha256 } from './bytes.ts';
import { LoaderFault } from './fault.ts';
import { parseManifest } from './manifest.ts';

const PAYLOAD_TYPE = 'application/vnd.roundgate.build+json';
/** Checked before anything is parsed. */
export const MAX_ENVELOPE_BYTES = 96 * 1024;
const MAX_PAYLOAD_BYTES = 64 * 1024;

interface Signed {
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly signatures: readonly { keyid: string; sig: string }[];
}

function open(text: string): Signed {
  try {
    const { payloadType, payload, signatures } = JSON.parse(text) as Record<string, unknown>;
    const bytes = fromBase64(String(payload));
    const list = signatures as Signed['signatures'];
    if (
      payloadType === PAYLOAD_TYPE &&
      bytes.length <= MAX_PAYLOAD_BYTES &&
      Array.isArray(list) &&
      list.length <= 4
    )
      return { payload: bytes, signatures: list };
  } catch {
    // Told below, with the rest.
  }
  throw new LoaderFault('signature_invalid', 'envelope');
}

/** DSSE pre-authentication encoding: the exact bytes that were signed. */
function preAuthEncoding(payload: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

async function isSignedBy({ keyid, key }: PinnedKey, { payload, signatures }: Signed): Promise<boolean> {
  const signature = signatures.find((entry) => entry.keyid === keyid);
  if (!signature) return false;
  const publicKey = await crypto.subtle.importKey('raw', fromBase64(key), 'Ed25519', false, ['verify']);
  return crypto.subtle
    .verify('Ed25519', publicKey, fromBase64(String(signature.sig)), preAuthEncoding(payload))
    .catch(() => false);
}

/**
 * Opens a build envelope: a pinned key's Ed25519 signature over the exact bytes, the digest that was asked for, and
 * only then its content (spec X1). Throws {@link LoaderFault}.
 */
export async function verifyEnvelope(
  text: string,
  digest: string,
  pinned: readonly PinnedKey[],
): Promise<BuildManifest> {
  if (text.length > MAX_ENVELOPE_BYTES) throw new LoaderFault('signature_invalid', 'envelope size');
  const signed = open(text);
  const verdicts = await Promise.all(pinned.map((key) => isSignedBy(key, signed).catch(() => false)));
  const signer = pinned[verdicts.indexOf(true)];
  if (!signer) throw new LoaderFault('signature_invalid', 'no pinned key signed it');
  if ((await sha256(signed.payload)) !== digest)
    throw new LoaderFault('build_mismatch', 'digest of the manifest');
  const manifest = parseManifest(signed.payload);
  if (manifest.studio_id !== signer.studioId)
    throw new LoaderFault('signature_invalid', 'studio of the signer');
  return manifest;
}
