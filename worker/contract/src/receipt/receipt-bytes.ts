import type { Sha256 } from '../audit/chain.ts';
import { canonicalJson } from '../bus-events.ts';
import type { GameEvent } from '../game-events.ts';
import { payloadTypeOf } from '../trust/index.ts';
import { RoundReceipt } from './round-receipt.ts';

/** The DSSE payload type: a signature over a status is none over a receipt, though one key makes both. */
export const RECEIPT_PAYLOAD_TYPE = payloadTypeOf('receipt');

/** The bytes of a receipt that are signed. Throws a `ZodError` when it is none: nobody would believe it. */
export const receiptPayload = (receipt: RoundReceipt): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(RoundReceipt.parse(receipt))) as Uint8Array<ArrayBuffer>;

/** A receipt from signed bytes, or what is wrong with them: the one form of its JSON is the only one, as of every document. */
export function readReceipt(payload: Uint8Array): RoundReceipt | string {
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    const value: unknown = JSON.parse(json);
    if (JSON.stringify(value) !== json) return 'not in its one form';
    const parsed = RoundReceipt.safeParse(value);
    if (parsed.success) return parsed.data;
    return `${parsed.error.issues[0]?.path.join('.') || 'the document'} is not of the agreed shape`;
  } catch {
    return 'not JSON';
  }
}

/** What a receipt calls the digest of a round's events. */
export const resultDigest = (sha256: Sha256, events: readonly GameEvent[]): string =>
  sha256(canonicalJson(events));
