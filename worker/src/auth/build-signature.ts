import {
  BUILD_PAYLOAD_TYPE,
  BuildManifest,
  type Envelope,
  type FieldProblem,
  fieldProblems,
  MAX_MANIFEST_BYTES,
  type PinnedKey,
  preAuthEncoding,
} from '@roundgate/contract';

/** A build whose signature, digest and shape hold. */
export interface VerifiedBuild {
  readonly manifest: BuildManifest;
  readonly digest: string;
}

/** Why a build is not believed. */
export type BuildFault =
  | { readonly fault: 'signature'; readonly detail: string }
  | { readonly fault: 'digest' }
  | { readonly fault: 'manifest'; readonly errors: FieldProblem[] };

const decode = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function isSignedBy(
  envelope: Envelope,
  payload: Uint8Array<ArrayBuffer>,
  pinned: PinnedKey,
): Promise<boolean> {
  const signature = envelope.signatures.find((entry) => entry.keyid === pinned.keyid);
  if (!signature) return false;
  const key = await crypto.subtle.importKey('raw', decode(pinned.key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify(
    'Ed25519',
    key,
    decode(signature.sig),
    preAuthEncoding(envelope.payloadType, payload),
  );
}

/**
 * Checks a build as the loader does: payload type, size, a pinned key's signature over the exact bytes, the digest
 * that names it, and only then its content (spec X1, M4).
 */
export async function verifyBuild(
  envelope: Envelope,
  digest: string,
  pinned: readonly PinnedKey[],
): Promise<VerifiedBuild | BuildFault> {
  if (envelope.payloadType !== BUILD_PAYLOAD_TYPE)
    return { fault: 'signature', detail: 'the payload type is not that of a build' };
  const payload = decode(envelope.payload);
  if (payload.length > MAX_MANIFEST_BYTES)
    return { fault: 'signature', detail: 'the payload is over the size limit' };
  const signed = await Promise.all(
    pinned.map(async (key) => ((await isSignedBy(envelope, payload, key)) ? key : undefined)),
  );
  const signer = signed.find((key) => key !== undefined);
  if (!signer) return { fault: 'signature', detail: 'no pinned key of this studio signed it' };
  if (hex(await crypto.subtle.digest('SHA-256', payload)) !== digest) return { fault: 'digest' };
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(payload));
  } catch {
    return { fault: 'manifest', errors: [{ field: 'payload', message: 'is not JSON' }] };
  }
  const parsed = BuildManifest.safeParse(content);
  if (!parsed.success) return { fault: 'manifest', errors: fieldProblems(parsed.error) };
  if (parsed.data.studio_id !== signer.studioId)
    return { fault: 'signature', detail: 'the manifest names another studio than its signer' };
  return { manifest: parsed.data, digest };
}
