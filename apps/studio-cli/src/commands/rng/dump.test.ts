import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newFolder, removeFolders, run } from '../../fixtures.ts';

afterAll(removeFolders);

const hmac = (key: string | Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest();
const block = (index: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(index));
  return bytes;
};

/** RFC 5869 and RFC 2104 written out: eight blocks of 32 bytes for each nonce. */
function expected(secret: string, rounds: number): Buffer {
  const root = hmac('roundgate.rng/1', Buffer.from(secret));
  return Buffer.concat(
    Array.from({ length: rounds }, (_, round) => {
      const key = hmac(root, Buffer.concat([Buffer.from(`dump-${round}`), Buffer.of(1)]));
      return Buffer.concat(Array.from({ length: 8 }, (_, index) => hmac(key, block(index))));
    }),
  );
}

describe('roundgate rng dump', () => {
  it('writes the words of one round after another, as many bytes as asked', async () => {
    const out = join(newFolder(), 'raw.bin');
    const { code } = await run(['rng', 'dump', '--bytes', '1000', '--seed', 'lab', '--out', out]);
    expect(code).toBe(0);
    expect(readFileSync(out)).toEqual(expected('lab', 4).subarray(0, 1_000));
  });

  it('writes to standard output for a pipe, tells the seed beside it, and ends when nobody reads', async () => {
    const pieces: Uint8Array[] = [];
    const write = async (bytes: Uint8Array) => {
      pieces.push(bytes);
      return pieces.length < 2;
    };
    const { code, out, err } = await run(['rng', 'dump', '--bytes', '1000000', '--seed', 'lab'], { write });
    expect([code, out, err]).toEqual([0, '', 'seed lab\n']);
    expect(pieces).toHaveLength(2);
    expect(Buffer.concat(pieces)).toEqual(expected('lab', 512));
  });

  it('exits with 2 for a number that is none, and for JSON beside bytes', async () => {
    expect((await run(['rng', 'dump', '--bytes', 'all'])).code).toBe(2);
    expect((await run(['rng', 'dump', '--bytes', '10', '--json'])).code).toBe(2);
  });
});
