import { MAX_GAME_EVENTS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import nightMarket from '../../models/night-market.96.json?raw';
import { compileModel, parseSlotModel, parseSlotModelText } from '../maths/index.ts';
import { emptyTally, Simulator } from '../simulation/index.ts';
import { lengthWarnings, roundLength } from './round-length.ts';

/** One reel of ten stops, one of them a scatter; `award` free spins each time that it shows. */
const oneReel = (award: number, change: object = {}) =>
  compileModel(
    parseSlotModel({
      ...{ format: 'roundgate.slot-model/1', game_id: 'g-length', version: '1.0.0', rtp_profile: '96' },
      rows: 1,
      reels: { base: [['S', ...'AAABBBBBB']] },
      symbols: { S: { scatter: true } },
      lines: [[0]],
      linePays: { A: { '1': 1 } },
      freeSpins: { symbol: 'S', awards: { '1': award }, retrigger: true },
      ...change,
    }),
  );

/** Rounds that a simulation has found too long, by telling each of them as for money. */
function outgrown(model: ReturnType<typeof oneReel>, spins: number): number {
  const tally = emptyTally();
  tally.outgrown += new Simulator(model).play('length', 0, spins).outgrown;
  return tally.outgrown;
}

describe('the length of a round', () => {
  it('that retriggers again and again is told with its odds, which a simulation confirms', () => {
    const model = oneReel(9);
    const { mostEvents, outgrows } = roundLength(model);
    expect(mostEvents).toBe(Number.POSITIVE_INFINITY);
    const spins = 50_000;
    const expected = outgrows * spins;
    expect(expected).toBeGreaterThan(50);
    // Five deviations of a fixed seed: a wrong formula is off by more, and this never flutters.
    expect(Math.abs(outgrown(model, spins) - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(lengthWarnings(model, roundLength(model))).toEqual([
      {
        path: 'freeSpins.retrigger',
        rule: expect.stringMatching(/^lets up to 1 round in [\d,]+ outgrow the 2,000/),
      },
    ]);
  });

  it('that needs many characters is bounded by them, from above', () => {
    const wordy = oneReel(9, {
      reels: { base: [[`S`, ...Array.from({ length: 9 }, () => 'A'.repeat(40))]] },
      linePays: { ['A'.repeat(40)]: { '1': 1 } },
    });
    const spins = 20_000;
    const seen = outgrown(wordy, spins);
    expect(seen).toBeGreaterThan(outgrown(oneReel(9), spins));
    expect(roundLength(wordy).outgrows * spins).toBeGreaterThan(seen);
  });

  it('is exact where free spins win no more of them, and warned of where all of them are too many', () => {
    const within = oneReel(200, { freeSpins: { symbol: 'S', awards: { '1': 200 } } });
    // The base spin with its award, three events a free spin, and three at the end.
    expect(roundLength(within)).toEqual({ mostEvents: 2 + 200 * 3 + 3, outgrows: 0 });
    expect(lengthWarnings(within, roundLength(within))).toEqual([]);
    const lines = oneReel(500, {
      rows: 3,
      lines: [[0], [1], [2]],
      reels: { base: [['S', 'A', 'A', 'A']] },
      freeSpins: { symbol: 'S', awards: { '1': 500 } },
    });
    const found = roundLength(lines);
    expect(found.mostEvents).toBeGreaterThan(MAX_GAME_EVENTS);
    // The scatter shows in three windows of four, and five hundred spins of four events each never fit.
    expect(found.outgrows).toBeCloseTo(0.75, 12);
    expect(lengthWarnings(lines, found)[0]?.path).toBe('freeSpins.awards');
    expect(outgrown(lines, 100)).toBe(new Simulator(lines).play('length', 0, 100).triggers);
  });

  it('never matters in the demo game', () => {
    const model = compileModel(parseSlotModelText(nightMarket));
    expect(roundLength(model).outgrows).toBeLessThan(1e-30);
    expect(lengthWarnings(model, roundLength(model))).toEqual([]);
  });
});
