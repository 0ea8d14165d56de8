import { createHash } from 'node:crypto';

/**
 * xoshiro128** 1.1 (Blackman and Vigna, 2018): fast, equidistributed, and not for money. Rounds that are played for
 * money are drawn by `rng/`; a simulation only has to be random enough, and the same again for the same seed.
 */
export interface Prng {
  /** Four words of state, changed in place so that a hot loop allocates nothing. */
  readonly state: Int32Array;
}

/** A generator for one stretch of one simulation: seed and stretch give the state, through SHA-256. */
export function createPrng(seed: string, stretch: number): Prng {
  const digest = createHash('sha256').update(`roundgate.simulation/1 ${stretch} ${seed}`).digest();
  return { state: Int32Array.from({ length: 4 }, (_, word) => digest.readInt32BE(word * 4)) };
}

/** The next word, from 0 to 2^32 - 1. */
export function nextWord({ state }: Prng): number {
  const a = state[0] ?? 0;
  const b = state[1] ?? 0;
  const c = (state[2] ?? 0) ^ a;
  const d = (state[3] ?? 0) ^ b;
  const scrambled = Math.imul(b, 5);
  state[0] = a ^ d;
  state[1] = b ^ c;
  state[2] = c ^ (b << 9);
  state[3] = (d << 11) | (d >>> 21);
  return Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
}

const WORDS = 2 ** 32;
/** A power of two, so that multiplying is as exact as dividing, and much faster. */
const SCALE = 2 ** -32;

/**
 * An integer from 0 to `bound - 1`, each exactly as likely (Lemire 2019): the high part of word × bound, drawn again where
 * the low part lies in the remainder. Exact in doubles for bounds up to 2^21.
 */
export function drawBelow(prng: Prng, bound: number): number {
  for (;;) {
    const product = nextWord(prng) * bound;
    const value = (product * SCALE) | 0;
    const low = product - value * WORDS;
    if (low >= bound || low >= WORDS % bound) return value;
  }
}

/**
 * One {@link drawBelow} for each bound, in order, into `drawn`: the same numbers, with the state of the generator kept in
 * registers between them. Half of a simulation is drawing.
 */
export function drawAllBelow({ state }: Prng, bounds: ArrayLike<number>, drawn: Int32Array): void {
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  for (let at = 0; at < drawn.length; ) {
    const bound = bounds[at] ?? 1;
    const scrambled = Math.imul(b, 5);
    const word = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    const product = word * bound;
    const value = (product * SCALE) | 0;
    const low = product - value * WORDS;
    if (low < bound && low < WORDS % bound) continue;
    drawn[at] = value;
    at += 1;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}
