import { createKeystream } from '../rng/keystream.ts';
import { createRoundRng } from '../rng/round-rng.ts';
import { drawRoot, nameSeed, roundKey } from '../rng/seeds.ts';
import { uniformBelow } from '../rng/uniform.ts';
import type { BoundedDraw } from './statistics.ts';

/** What is tested: round number → the draws of that round. */
export type DrawSource = (round: number) => BoundedDraw;

/** A source and, of a planted one, what is wrong with it. */
export interface NamedSource {
  readonly name: string;
  readonly source: DrawSource;
}

const nonceOf = (round: number): string => `battery-${round}`;
/** The generator that draws for money, one nonce a round. */
export function realSource(secret: string): DrawSource {
  const seed = nameSeed(secret, 'seed');
  return (round) => {
    const rng = createRoundRng(seed, nonceOf(round));
    return (bound) => rng.draw('battery', bound);
  };
}

function stuckWords(next: () => number): () => number {
  const block = Array.from({ length: 8 }, next);
  let at = 0;
  return () => {
    at += 1;
    return block[(at - 1) % block.length] ?? 0;
  };
}

/** The same generator broken in the ways in which generators break; the battery must catch each. */
export function plantedFaults(secret: string): NamedSource[] {
  const root = drawRoot(nameSeed(secret, 'seed'));
  const real = realSource(secret);
  const keyOf = (round: number) => roundKey(root, nonceOf(round));
  const drawing =
    (value: (bound: number, next: () => number) => number, through = (next: () => number) => next) =>
    (round: number): BoundedDraw => {
      const next = through(createKeystream(keyOf(round)));
      return (bound) => value(bound, next);
    };
  const cut = (next: () => number) => () => next() & 0xffff;
  const sharedStream = (round: number): BoundedDraw => {
    const key = keyOf(round);
    return (bound) => uniformBelow(bound, createKeystream(key));
  };
  return [
    { name: 'modulo without rejection', source: drawing((bound, next) => next() % bound) },
    {
      name: 'the last value is never drawn',
      source: drawing((bound, next) => uniformBelow(bound - 1, next)),
    },
    { name: 'a nonce is used for two rounds', source: (round) => real(Math.floor(round / 2)) },
    { name: 'words are cut to 16 bits', source: drawing(uniformBelow, cut) },
    { name: 'all reels of a round share one stream', source: sharedStream },
    { name: 'the block counter stands still', source: drawing(uniformBelow, stuckWords) },
  ];
}
