import { type KeyObject, sign, verify } from 'node:crypto';
import {
  BUILD_PAYLOAD_TYPE,
  type BuildManifest,
  type Envelope,
  type PinnedKey,
  preAuthEncoding,
} from '@roundgate/contract';
import { refused } from '../cli/failure.ts';
import { toKeyObject, toPinnedKey } from './keys.ts';

/** Signs the exact bytes of a manifest (DSSE over Ed25519). The same key and bytes give the same envelope. */
export function signPayload(payload: Uint8Array<ArrayBuffer>, studioId: string, key: KeyObject): Envelope {
  const signature = sign(null, preAuthEncoding(BUILD_PAYLOAD_TYPE, payload), key);
  return {
    payloadType: BUILD_PAYLOAD_TYPE,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [{ keyid: toPinnedKey(studioId, key).keyid, sig: signature.toString('base64') }],
  };
}

/** Refuses an envelope that is not over these very bytes. */
export function checkPayload(envelope: Envelope, payload: Uint8Array, where: string): void {
  if (envelope.payloadType !== BUILD_PAYLOAD_TYPE)
    throw refused(where, `has the payload type ${envelope.payloadType}`, `a build has ${BUILD_PAYLOAD_TYPE}`);
  if (Buffer.from(envelope.payload, 'base64').compare(payload) !== 0)
    throw refused(where, 'is the signature of another manifest', 'sign this build again: roundgate sign');
}

/** The pinned key that signed this envelope for this studio; refused when there is none. */
export function findSigner(
  envelope: Envelope,
  manifest: BuildManifest,
  pinned: readonly PinnedKey[],
  where: string,
): PinnedKey {
  const signed = preAuthEncoding(
    envelope.payloadType,
    new Uint8Array(Buffer.from(envelope.payload, 'base64')),
  );
  const known = pinned.filter(({ keyid }) => envelope.signatures.some((entry) => entry.keyid === keyid));
  if (known.length === 0) {
    const keyids = envelope.signatures.map(({ keyid }) => keyid).join(', ');
    throw refused(
      where,
      `is signed by ${keyids}, which is not pinned`,
      'sign it with the key whose public half is pinned',
    );
  }
  const signer = known.find((key) =>
    envelope.signatures.some(
      ({ keyid, sig }) =>
        keyid === key.keyid && verify(null, signed, toKeyObject(key), Buffer.from(sig, 'base64')),
    ),
  );
  if (!signer) throw refused(where, 'the signature does not hold', 'sign the build again: roundgate sign');
  if (signer.studioId !== manifest.studio_id)
    throw refused(
      where,
      `is signed by ${signer.studioId}, the build names ${manifest.studio_id}`,
      'use the key of that studio',
    );
  return signer;
}
