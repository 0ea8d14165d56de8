import { createKeystream } from './keystream.ts';
import { drawRoot, roundKey, type Seed } from './seeds.ts';
import { uniformBelow } from './uniform.ts';

/** One draw as it is shown to an investigator (spec R2). */
export interface LoggedDraw {
  readonly label: string;
  readonly bound: number;
  readonly value: number;
}

/** The draws of one round, in order, and their record. */
export interface RoundRng {
  readonly draw: (label: string, bound: number) => number;
  readonly log: readonly LoggedDraw[];
}

/**
 * The RNG of one round: its key is HKDF(seed, "roundgate.rng/1", nonce), so the same seed and nonce give the same
 * draws for ever and no other input (stake, player, balance) reaches them (spec R1).
 */
export const createRoundRng = (seed: Seed, nonce: string): RoundRng => createRootRng(drawRoot(seed), nonce);

/** {@link createRoundRng} for whoever holds the draw root alone: an investigator, once the seed is retired (spec R2). */
export function createRootRng(root: Uint8Array, nonce: string): RoundRng {
  const nextWord = createKeystream(roundKey(root, nonce));
  const log: LoggedDraw[] = [];
  const draw = (label: string, bound: number): number => {
    const value = uniformBelow(bound, nextWord);
    log.push({ label, bound, value });
    return value;
  };
  return { draw, log };
}
