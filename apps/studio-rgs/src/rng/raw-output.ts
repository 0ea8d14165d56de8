import { createKeystream } from './keystream.ts';
import { drawRoot, roundKey, type Seed } from './seeds.ts';

/** Words of one round in the raw output: as many as a long round draws. */
const WORDS_PER_ROUND = 64;

/**
 * What laboratories test: the words before they are scaled, four big-endian bytes each, of one round after another. The
 * nonces are `dump-0`, `dump-1` and so on, so that the change from key to key is part of what is tested.
 */
export function* rawOutput(seed: Seed, byteCount: number): Generator<Uint8Array> {
  const root = drawRoot(seed);
  for (let round = 0, left = byteCount; left > 0; round += 1) {
    const next = createKeystream(roundKey(root, `dump-${round}`));
    const bytes = Buffer.alloc(WORDS_PER_ROUND * 4);
    for (let word = 0; word < WORDS_PER_ROUND; word += 1) bytes.writeUInt32BE(next(), word * 4);
    yield bytes.subarray(0, left);
    left -= bytes.length;
  }
}
