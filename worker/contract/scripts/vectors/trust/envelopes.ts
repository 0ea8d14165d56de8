import { type DocumentKind, payloadTypeOf, type TrustEnvelope } from '../../../src/trust/documents.ts';
import { type DocumentSigner, signPayload } from '../../../src/trust/sign.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A text signed as if it were a document of this kind: what a hostile or careless key holder could make. */
export const signedText = (
  kind: DocumentKind,
  text: string,
  ...by: DocumentSigner[]
): Promise<TrustEnvelope> => signPayload(payloadTypeOf(kind), bytes(text), by);

/** The same bytes and signatures under the type of another document. */
export const retyped = (envelope: TrustEnvelope, kind: DocumentKind): TrustEnvelope => ({
  ...envelope,
  payloadType: payloadTypeOf(kind),
});

/** One bit of the payload turned. */
export function flipped(envelope: TrustEnvelope, at: number): TrustEnvelope {
  const payload = Buffer.from(envelope.payload, 'base64');
  payload[at] = (payload[at] ?? 0) ^ 1;
  return { ...envelope, payload: payload.toString('base64') };
}

/** The first signature under another key's name. */
export const renamed = (envelope: TrustEnvelope, keyid: string): TrustEnvelope => ({
  ...envelope,
  signatures: envelope.signatures.map(({ sig }) => ({ keyid, sig })),
});

/** A field added in front of all others, a second time if it is there. */
export const withFirst = (document: object, field: string): string =>
  JSON.stringify(document).replace('{', `{${field},`);
