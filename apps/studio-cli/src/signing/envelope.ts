import { createHash, type KeyObject } from 'node:crypto';
import type { BuildManifest, Envelope, PinnedKey } from '@roundgate/contract';
import {
  FILE_TYPE_LIST,
  fromBase64,
  openEnvelope,
  payloadTypeOf,
  type StudioDocument,
  signersOf,
  TrustFault,
  verifyBuild,
} from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import { refused } from '../cli/failure.ts';
import { documentSigner } from './keys.ts';

/** Signs the exact bytes of a manifest (DSSE over Ed25519). The same key and bytes give the same envelope. */
export const signBuild = async (payload: Uint8Array<ArrayBuffer>, key: KeyObject): Promise<Envelope> => {
  const {
    payloadType,
    payload: text,
    signatures,
  } = await signPayload(payloadTypeOf('build'), payload, [documentSigner(key)]);
  return { payloadType, payload: text, signatures: [...signatures] };
};

/** Refuses an envelope that is not over these very bytes. */
export function checkPayload(envelope: Envelope, payload: Uint8Array, where: string): void {
  if (envelope.payloadType !== payloadTypeOf('build'))
    throw refused(
      where,
      `has the payload type ${envelope.payloadType}`,
      `a build has ${payloadTypeOf('build')}`,
    );
  if (Buffer.from(envelope.payload, 'base64').compare(payload) !== 0)
    throw refused(where, 'is the signature of another manifest', 'sign this build again: roundgate sign');
}

/** The studio as its pinned keys tell it, before any registrar has written a document about it. */
const pinnedStudio = (studioId: string, pinned: readonly PinnedKey[]): StudioDocument => ({
  format: 'roundgate.studio/1',
  version: 1,
  expires_at: '9999-12-31T00:00:00.000Z',
  studio_id: studioId,
  keys: Object.fromEntries(pinned.map(({ keyid, key }) => [keyid, key])),
  game_prefix: 'g-',
  file_types: FILE_TYPE_LIST,
});

/** The pinned key that signed this envelope for this studio, by the loader's own verifier; refused when there is none. */
export async function findSigner(
  envelope: Envelope,
  manifest: BuildManifest,
  pinned: readonly PinnedKey[],
  where: string,
): Promise<PinnedKey> {
  const known = pinned.filter(({ keyid }) => envelope.signatures.some((entry) => entry.keyid === keyid));
  if (known.length === 0) {
    const keyids = envelope.signatures.map(({ keyid }) => keyid).join(', ');
    throw refused(
      where,
      `is signed by ${keyids}, which is not pinned`,
      'sign it with the key whose public half is pinned',
    );
  }
  const signed = openEnvelope('build', envelope);
  const keys = Object.fromEntries(known.map(({ keyid, key }) => [keyid, key]));
  const [signerId] = await signersOf(signed, keys, Object.keys(keys));
  const signer = known.find(({ keyid }) => keyid === signerId);
  if (!signer) throw refused(where, 'the signature does not hold', 'sign the build again: roundgate sign');
  if (signer.studioId !== manifest.studio_id)
    throw refused(
      where,
      `is signed by ${signer.studioId}, the build names ${manifest.studio_id}`,
      'use the key of that studio',
    );
  const digest = createHash('sha256').update(fromBase64(envelope.payload)).digest('hex');
  await verifyBuild(envelope, pinnedStudio(signer.studioId, [signer]), digest).catch((error: unknown) => {
    const what = error instanceof TrustFault ? error.what : String(error);
    throw refused(where, `no loader would believe it: ${what}`, 'build and sign it again');
  });
  return signer;
}
