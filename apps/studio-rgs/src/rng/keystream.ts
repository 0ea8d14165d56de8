import { createHmac } from 'node:crypto';

/**
 * An endless row of uniform 32-bit words: block i is HMAC-SHA-256(key, i as 8 big-endian bytes), 8 words a block.
 * A round begins at block 0.
 */
export function createKeystream(key: Uint8Array, firstBlock = 0n): () => number {
  const counter = Buffer.alloc(8);
  let block = firstBlock;
  let words = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at >= words.length) {
      counter.writeBigUInt64BE(block);
      words = createHmac('sha256', key).update(counter).digest();
      block += 1n;
      at = 0;
    }
    at += 4;
    return words.readUInt32BE(at - 4);
  };
}
