import { createHmac } from 'node:crypto';

/** An endless row of uniform 32-bit words: block i is HMAC-SHA-256(key, i as 8 big-endian bytes), 8 words a block. */
export function createKeystream(key: Uint8Array): () => number {
  const counter = Buffer.alloc(8);
  let block = 0;
  let words = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at >= words.length) {
      counter.writeBigUInt64BE(BigInt(block));
      words = createHmac('sha256', key).update(counter).digest();
      block += 1;
      at = 0;
    }
    at += 4;
    return words.readUInt32BE(at - 4);
  };
}
