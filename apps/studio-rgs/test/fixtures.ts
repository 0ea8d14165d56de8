import type { SlotModel } from '../src/maths/index.ts';
import { compileModel, parseSlotModel, playRound } from '../src/maths/index.ts';

/** A 3×1 model, one cell a reel: the window is what the test wants to see. */
export const document = (changes: object = {}): object => ({
  format: 'roundgate.slot-model/1',
  game_id: 'g-test',
  version: '1.0.0',
  rtp_profile: '96',
  rows: 1,
  reels: { base: Array.from({ length: 5 }, () => ['W', 'S', 'A', 'B', 'X']) },
  symbols: { W: { wild: { excludes: ['S'], multiplier: 2 } }, S: { scatter: true } },
  lines: [[0, 0, 0, 0, 0]],
  linePays: {
    W: { 2: 5, 3: 60, 4: 100, 5: 1000 },
    A: { 3: 10, 4: 40, 5: 200 },
    B: { 2: 1, 3: 5, 4: 20, 5: 100 },
  },
  scatterPays: { S: { 3: 2, 4: 10 } },
  ...changes,
});

export const model = (changes: object = {}): SlotModel => parseSlotModel(document(changes));

/** Draws the given values in order; fails when the round asks for more. */
export function script(values: readonly number[]) {
  const labels: string[] = [];
  const draw = (label: string, bound: number): number => {
    const value = values[labels.length];
    labels.push(label);
    if (value === undefined || value >= bound)
      throw new Error(`no scripted draw for ${label} below ${bound}`);
    return value;
  };
  return { draw, labels };
}

/** Plays a round whose base reels (one row) show `seen`; further draws follow as numbers. */
export function playSeen(source: SlotModel, seen: string, betMinor: number, ...further: number[]) {
  const stops = [...seen].map((symbol, reel) => source.reels.base?.[reel]?.indexOf(symbol) ?? -1);
  const { draw, labels } = script([...stops, ...further]);
  return { ...playRound(compileModel(source), betMinor, draw), labels };
}

/** A small seeded generator (mulberry32), for randomised tests that print their seed. */
export function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
