import { createKeystream } from '../rng/keystream.ts';
import { createRoundRng } from '../rng/round-rng.ts';
import { nameSeed, roundKey } from '../rng/seeds.ts';
import { uniformBelow } from '../rng/uniform.ts';

/** A check with one right answer. */
export interface VectorTest {
  readonly name: string;
  readonly holds: () => boolean;
}

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex');
const wordsHex = (next: () => number): string =>
  Array.from({ length: 8 }, () => next().toString(16).padStart(8, '0')).join('');

/** Published vectors where there are some, and our own that an independent implementation confirmed. */
export const VECTOR_TESTS: readonly VectorTest[] = [
  {
    name: 'RFC 5869 A.1: HKDF-SHA-256 expand, first block',
    holds: () => {
      const root = bytes('077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5');
      const okm = '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf';
      return hex(roundKey(root, bytes('f0f1f2f3f4f5f6f7f8f9'))) === okm;
    },
  },
  {
    name: 'RFC 4231 case 1: HMAC-SHA-256 of eight bytes, as block 0x4869205468657265 of a keystream',
    holds: () => {
      const mac = 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7';
      return wordsHex(createKeystream(bytes('0b'.repeat(20)), 0x4869205468657265n)) === mac;
    },
  },
  {
    name: 'own vector: seed, nonce and bounds to values, confirmed by an independent implementation',
    holds: () => {
      const rng = createRoundRng(nameSeed('vector-seed-0123456789-0123456789', 'seed'), '9Q2kLr8mVxT0');
      const bounds = [30, 30, 30, 30, 30, 52, 7, 1_000, 3_000_000_000, 3_000_000_000, 3_000_000_000];
      const values = '7,13,2,11,0,3,0,217,253292060,1306769498,1343419836';
      return bounds.map((bound) => rng.draw('x', bound)).join() === values;
    },
  },
  {
    name: 'rejection: the words above the last whole multiple of 7 are drawn again, and only those',
    holds: () => {
      const row = [2 ** 32 - 1, 2 ** 32 - 4, 2 ** 32 - 5];
      return uniformBelow(7, () => row.shift() ?? 0) === 6 && row.length === 0;
    },
  },
];
