import { describe, expect, it } from 'vitest';
import harbourChest from '../../models/examples/harbour-chest.95.json?raw';
import oldOrchard from '../../models/examples/old-orchard.94.json?raw';
import paperMoons from '../../models/examples/paper-moons.96.json?raw';
import { compileModel, numberOf, parseSlotModelText } from '../maths/index.ts';
import { analyzeModel, type Figure } from './index.ts';

const analyze = (text: string) => analyzeModel(compileModel(parseSlotModelText(text)));
const figureValue = (figure: Figure): number =>
  figure.method === 'exact' ? numberOf(figure.value) : figure.value;

describe('the example', () => {
  it.each([
    ['old-orchard.94.json', oldOrchard, 0.94],
    ['paper-moons.96.json', paperMoons, 0.96],
    ['harbour-chest.95.json', harbourChest, 0.95],
  ])('%s returns what its profile says, within half a percent', (_, text, rtp) => {
    expect(Math.abs(figureValue(analyze(text).rtp.total) - rtp)).toBeLessThan(0.005);
  });

  it('old-orchard has the hits that can be counted on the strips by hand', () => {
    const { cycle, lineRows } = analyze(oldOrchard);
    expect(cycle).toBe(22n ** 3n);
    // One DOUBLE and one SEVEN a reel: 1 way for three DOUBLEs; of the 2^3 of both, one has no SEVEN and one no DOUBLE.
    const hits = (symbol: string, multiplier: number) =>
      lineRows.find((row) => row.symbol === symbol && row.multiplier === multiplier)?.hits;
    expect([hits('DOUBLE', 1), hits('SEVEN', 1), hits('SEVEN', 2)]).toEqual([1n, 1n, 6n]);
  });

  it('harbour-chest meets its cap, and paper-moons has no largest round', () => {
    const { capReached, rtp, largestWin } = analyze(harbourChest);
    expect(capReached).toBeGreaterThan(1e-7);
    expect([rtp.total.method, largestWin]).toEqual(['numeric', { pay: { num: 200n, den: 1n }, of: 'round' }]);
    expect(analyze(paperMoons).largestWin.of).toBe('base spin');
  });
});
