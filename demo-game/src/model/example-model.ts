import { parseSlotModel } from './slot-model.ts';

/** A small model document for tests: three reels, three lines, a wild that doubles, a scatter with free spins. */
export const EXAMPLE_DOCUMENT = {
  format: 'roundgate.slot-model/1',
  game_id: 'g-example',
  version: '1.2.3',
  rtp_profile: '96',
  rows: 3,
  reels: {
    base: [
      ['A', 'K', 'W', 'S', 'K'],
      ['K', 'A', 'W', 'K', 'S'],
      ['A', 'K', 'A', 'S', 'K'],
    ],
  },
  symbols: { W: { wild: { excludes: ['S'], multiplier: 2 } }, S: { scatter: true } },
  lines: [
    [1, 1, 1],
    [0, 0, 0],
    [2, 2, 2],
    [0, 1, 2],
  ],
  linePays: { W: { '2': 5, '3': 50 }, A: { '2': 2, '3': 20 }, K: { '3': 10 } },
  scatterPays: { S: { '2': 1, '3': 5 } },
  freeSpins: { symbol: 'S', awards: { '3': 10 }, multiplier: 3 },
  maxWin: 500,
} as const;

export const EXAMPLE = parseSlotModel(EXAMPLE_DOCUMENT);
