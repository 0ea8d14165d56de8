import { toBase64 } from './bytes.ts';
import { DOCUMENT_SHAPES } from './document-shapes.ts';
import { type DocumentKind, payloadTypeOf, type TrustDocuments, type TrustEnvelope } from './documents.ts';
import { preAuthEncoding } from './envelope.ts';

/** A private key, wherever it lives: it is shown the bytes and answers a raw Ed25519 signature. */
export interface DocumentSigner {
  readonly keyid: string;
  readonly sign: (message: Uint8Array<ArrayBuffer>) => Promise<Uint8Array> | Uint8Array;
}

/** Signs a document with each of the signers. Throws a `TypeError` when it is not of its kind's shape: nobody would believe it. */
export async function signDocument<K extends DocumentKind>(
  kind: K,
  document: TrustDocuments[K],
  signers: readonly DocumentSigner[],
): Promise<TrustEnvelope> {
  const json = JSON.stringify(document);
  if (!DOCUMENT_SHAPES[kind](JSON.parse(json))) throw new TypeError(`this is not a ${kind} document`);
  return signPayload(payloadTypeOf(kind), new TextEncoder().encode(json) as Uint8Array<ArrayBuffer>, signers);
}

/** Signs bytes as they are, under a payload type. */
export async function signPayload(
  payloadType: string,
  payload: Uint8Array<ArrayBuffer>,
  signers: readonly DocumentSigner[],
): Promise<TrustEnvelope> {
  const message = preAuthEncoding(payloadType, payload);
  const signatures = await Promise.all(
    signers.map(async ({ keyid, sign }) => ({ keyid, sig: toBase64(await sign(message)) })),
  );
  return { payloadType, payload: toBase64(payload), signatures };
}
