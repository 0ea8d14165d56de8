import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLE, EXAMPLE_DOCUMENT } from './example-model.ts';
import { parseSlotModel, SlotModelError, stripsOf, symbolsOf } from './slot-model.ts';

const NIGHT_MARKET = new URL('../../../apps/studio-rgs/models/night-market.96.json', import.meta.url);

describe('slot model', () => {
  it('reads the document and fills in the defaults', () => {
    expect(EXAMPLE).toMatchObject({ rows: 3, scatterUnit: 'total', maxWin: 500 });
    expect(EXAMPLE.freeSpins).toEqual({ symbol: 'S', awards: { '3': 10 }, multiplier: 3, retrigger: false });
    expect(EXAMPLE.bonus).toBeNull();
    expect(EXAMPLE.symbols.W?.wild).toEqual({ excludes: ['S'], multiplier: 2 });
  });

  it('reads the maths that the reference RGS plays', () => {
    const model = parseSlotModel(JSON.parse(readFileSync(NIGHT_MARKET, 'utf8')));
    expect(model.rows).toBe(3);
    expect(model.lines).toHaveLength(10);
    expect(stripsOf(model, 'base')).toHaveLength(5);
    expect(new Set(symbolsOf(model))).toEqual(
      new Set(['W', 'S', 'ENV', 'KOI', 'TEA', 'FAN', 'DUMP', 'A', 'K', 'Q', 'J']),
    );
    expect(model.freeSpins).toMatchObject({ symbol: 'S', multiplier: 2, retrigger: true });
    expect(model.bonus).toMatchObject({ symbol: 'ENV', reels: [1, 2, 3], unit: 'total' });
  });

  it.each([
    ['another format', { format: 'slot/2' }, 'format must be'],
    ['a strip that is no list', { reels: { base: ['AKQ'] } }, 'reels.base[0] must be a filled list'],
    ['no base strips', { reels: { free: [['A']] } }, 'reels.base is missing'],
    [
      'a pay that is no whole number',
      { linePays: { A: { '3': 1.5 } } },
      'linePays.A.3 must be a whole number',
    ],
    [
      'a bonus without prizes',
      { bonus: { symbol: 'A', reels: [0], prizes: [] } },
      'bonus.prizes must be a filled list',
    ],
    ['an empty line', { lines: [[]] }, 'lines[0] must be a filled list'],
  ])('refuses %s and names the path', (_, change, message) => {
    expect(() => parseSlotModel({ ...EXAMPLE_DOCUMENT, ...change })).toThrow(SlotModelError);
    expect(() => parseSlotModel({ ...EXAMPLE_DOCUMENT, ...change })).toThrow(message);
  });

  it('plays free spins on the base strips when they have none of their own', () => {
    expect(stripsOf(EXAMPLE, 'free')).toBe(stripsOf(EXAMPLE, 'base'));
  });
});
