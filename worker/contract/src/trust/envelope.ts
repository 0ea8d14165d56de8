import { fromBase64, keyidOf, sha256 } from './bytes.ts';
import { DOCUMENT_SHAPES } from './document-shapes.ts';
import {
  type DocumentKind,
  payloadTypeOf,
  type Role,
  type SealedKind,
  type TrustDocuments,
  type TrustEnvelope,
} from './documents.ts';
import { TrustFault } from './fault.ts';
import { keyid, list, own, shape, text } from './shape.ts';

/** The largest payload of any document, checked before it is decoded. */
export const MAX_PAYLOAD_BYTES = 64 * 1024;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const isEnvelope = shape({
  payloadType: text(/^[\x21-\x7e]+$/, 80),
  payload: text(BASE64, Math.ceil((MAX_PAYLOAD_BYTES * 4) / 3) + 4),
  signatures: list(shape({ keyid, sig: text(BASE64, 100) }), 1, 8),
});

/** An envelope whose form was checked; nothing of its content was believed yet. */
export interface Signed {
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly message: Uint8Array<ArrayBuffer>;
  readonly signatures: TrustEnvelope['signatures'];
}

/** DSSE pre-authentication encoding: the exact bytes that are signed (github.com/secure-systems-lab/dsse). */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const type = new TextEncoder().encode(payloadType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/** Checks an envelope's form, type and size. Throws {@link TrustFault} `signature_invalid`, or `trust_missing` when there is none. */
export function openEnvelope(kind: SealedKind, envelope: unknown): Signed {
  if (envelope === undefined || envelope === null) throw new TrustFault('trust_missing', kind);
  if (!isEnvelope(envelope)) throw new TrustFault('signature_invalid', `${kind}: not an envelope`);
  const { payloadType, payload, signatures } = envelope as TrustEnvelope;
  if (payloadType !== payloadTypeOf(kind)) throw new TrustFault('signature_invalid', `${kind}: payload type`);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64(payload);
  } catch {
    throw new TrustFault('signature_invalid', `${kind}: payload is not base64`);
  }
  if (bytes.length > MAX_PAYLOAD_BYTES) throw new TrustFault('signature_invalid', `${kind}: payload size`);
  return { payload: bytes, message: preAuthEncoding(payloadType, bytes), signatures };
}

async function holds(key: string, sig: string, message: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const publicKey = await crypto.subtle.importKey('raw', fromBase64(key), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', publicKey, fromBase64(sig), message);
  } catch {
    return false;
  }
}

/** The key ids of a role whose signatures hold, each key once however often it signed. */
export async function signersOf(
  { message, signatures }: Signed,
  keys: Readonly<Record<string, string>>,
  allowed: readonly string[],
): Promise<string[]> {
  const verdicts = await Promise.all(
    [...new Set(allowed)].map(async (id) => {
      const key = own(keys, id);
      // A key id is a name derived from its key: one key cannot count twice under two names.
      if (!key || (await keyidOf(fromBase64(key))) !== id) return undefined;
      const given = signatures.filter((entry) => entry.keyid === id);
      const good = await Promise.all(given.map(({ sig }) => holds(key, sig, message)));
      return good.includes(true) ? id : undefined;
    }),
  );
  return verdicts.filter((id) => id !== undefined);
}

/** Refuses unless enough distinct keys of the role signed. */
export async function requireRole(
  what: string,
  signed: Signed,
  keys: Readonly<Record<string, string>>,
  { keyids, threshold }: Role,
): Promise<void> {
  if ((await signersOf(signed, keys, keyids)).length < threshold)
    throw new TrustFault('signature_invalid', `${what}: signatures`);
}

/** A document that its signers vouch for, with the digest that names it. */
export interface Believed<K extends DocumentKind> {
  readonly document: TrustDocuments[K];
  readonly digest: string;
}

/**
 * The content of an envelope whose signatures were already checked. It must be exactly what `JSON.stringify` makes of
 * it: a key that stands twice, a number in another form or a space would be a second way to say the same.
 */
export async function readDocument<K extends DocumentKind>(
  kind: K,
  { payload }: Signed,
): Promise<Believed<K>> {
  const wrong = (what: string) => new TrustFault('signature_invalid', `${kind}: ${what}`);
  let value: unknown;
  let canonical = false;
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    value = JSON.parse(json);
    canonical = JSON.stringify(value) === json;
  } catch {
    throw wrong('not JSON');
  }
  if (!canonical) throw wrong('not in its one form');
  if (!DOCUMENT_SHAPES[kind](value)) throw wrong('not of the agreed shape');
  return { document: value as TrustDocuments[K], digest: await sha256(payload) };
}
