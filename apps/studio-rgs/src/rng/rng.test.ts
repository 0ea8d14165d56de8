import { expect, it } from 'vitest';
import { createRootRng, createRoundRng } from './round-rng.ts';
import { createSeedRing, deriveKey, drawRoot, nameSeed, roundKey, seedCommitment } from './seeds.ts';
import { DrawBoundError, uniformBelow } from './uniform.ts';

const VECTOR_SEED = nameSeed('vector-seed-0123456789-0123456789', 'seed');

it('draws the values that an independent implementation of RFC 5869 and RFC 2104 draws', () => {
  const rng = createRoundRng(VECTOR_SEED, '9Q2kLr8mVxT0');
  const bounds = [30, 30, 30, 30, 30, 52, 7, 1_000, 3_000_000_000, 3_000_000_000, 3_000_000_000];
  // The last value is drawn after one rejected word.
  expect(bounds.map((bound) => rng.draw('x', bound))).toEqual([
    7, 13, 2, 11, 0, 3, 0, 217, 253_292_060, 1_306_769_498, 1_343_419_836,
  ]);
  expect(VECTOR_SEED.id).toBe('seed-8338bdd8ac6be17e');
});

it('draws the same for the same seed and nonce, and otherwise something else', () => {
  const twenty = (seed: string, nonce: string) => {
    const { draw } = createRoundRng(nameSeed(seed, 'seed'), nonce);
    return Array.from({ length: 20 }, (_, index) => draw(`base/${index}`, 1_000_000)).join();
  };
  expect(twenty('one', 'n-1')).toBe(twenty('one', 'n-1'));
  expect(new Set([twenty('one', 'n-1'), twenty('one', 'n-2'), twenty('two', 'n-1')]).size).toBe(3);
});

it('records every draw', () => {
  const rng = createRoundRng(VECTOR_SEED, 'n-1');
  const value = rng.draw('base/0', 30);
  expect(rng.log).toEqual([{ label: 'base/0', bound: 30, value }]);
});

it('throws away exactly the words that would favour a remainder', () => {
  const words = [2 ** 32 - 1, 2 ** 32 - 2, 2 ** 32 - 3];
  const next = () => words.shift() ?? 0;
  // 2^32 = 7 × 613,566,756 + 4: the four highest words are rejected.
  expect(uniformBelow(7, next)).toBe(0);
  expect(words).toEqual([]);
  expect(uniformBelow(7, () => 2 ** 32 - 5)).toBe(6);
  expect(uniformBelow(2 ** 32, () => 2 ** 32 - 1)).toBe(2 ** 32 - 1);
});

it('refuses a bound that 32 bits cannot serve', () => {
  for (const bound of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) {
    expect(() => uniformBelow(bound, () => 0), String(bound)).toThrow(DrawBoundError);
  }
});

it('favours no value: chi-square over 30, 7 and 3·2^30 in thirds', () => {
  const seed = `chi-${Date.now()}`;
  const rng = createRoundRng(nameSeed(seed, 'seed'), 'chi');
  // 99.9999 % quantiles of chi-square with cells - 1 degrees of freedom.
  const cases = [
    { cells: 30, bound: 30, quantile: 80.4 },
    { cells: 7, bound: 7, quantile: 38.3 },
    // Without rejection the first third would hold half of all values.
    { cells: 3, bound: 3 * 2 ** 30, quantile: 27.7 },
  ];
  for (const { cells, bound, quantile } of cases) {
    const counts = new Array<number>(cells).fill(0);
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1) {
      const cell = Math.floor(rng.draw('chi', bound) / (bound / cells));
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    const expected = rounds / cells;
    const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chi, `seed ${seed}, ${cells} cells`).toBeLessThan(quantile);
  }
});

it('keeps retired seeds for replay under their own names', () => {
  const old = nameSeed('old', 'seed');
  const current = nameSeed('new', 'sandbox');
  const ring = createSeedRing(current, [old]);
  expect(ring.current.id).toMatch(/^sandbox-[0-9a-f]{16}$/);
  expect(ring.find(old.id)).toBe(old);
  expect(ring.find('seed-0')).toBeUndefined();
});

it('draws the same from a revealed draw root as from its seed, and HKDF is what lies between', () => {
  const bounds = [30, 7, 1_000];
  const drawn = (rng: ReturnType<typeof createRoundRng>) => bounds.map((bound) => rng.draw('x', bound));
  const root = drawRoot(VECTOR_SEED);
  expect(drawn(createRootRng(root, 'n-1'))).toEqual(drawn(createRoundRng(VECTOR_SEED, 'n-1')));
  expect(roundKey(root, 'n-1')).toEqual(deriveKey(VECTOR_SEED, 'roundgate.rng/1', 'n-1'));
  expect(seedCommitment(VECTOR_SEED)).not.toContain(Buffer.from(root).toString('hex'));
});
