/** The generator that draws for money: pure, synchronous, on node:crypto alone. */
export { rawOutput } from './raw-output.ts';
export { createRootRng, createRoundRng, type LoggedDraw, type RoundRng } from './round-rng.ts';
export { drawRoot, nameSeed, type Seed, seedCommitment } from './seeds.ts';
