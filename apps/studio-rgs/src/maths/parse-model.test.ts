import { expect, it } from 'vitest';
import { document } from '../../test/fixtures.ts';
import { ModelError, parseSlotModel, parseSlotModelText, slotModelJsonSchema } from './index.ts';

function faultsOf(changes: object): string[] {
  try {
    parseSlotModel(document(changes));
  } catch (fault) {
    if (fault instanceof ModelError) return fault.faults.map(({ path, rule }) => `${path} ${rule}`);
    throw fault;
  }
  return [];
}

const strips = (...symbols: string[]) => Array.from({ length: 5 }, () => symbols);

it('fills in the defaults of the format', () => {
  const model = parseSlotModel(document({ symbols: { W: { wild: {} }, S: { scatter: true } } }));
  expect(model.scatterUnit).toBe('total');
  expect(model.symbols.W?.wild).toEqual({ excludes: [], multiplier: 1 });
});

it('names an unknown field, wherever it stands', () => {
  expect(faultsOf({ colour: 'red' })).toEqual(['colour is not a known field']);
  expect(faultsOf({ symbols: { W: { wild: { excludes: [], factor: 2 } }, S: { scatter: true } } })).toEqual([
    'symbols.W.wild.factor is not a known field',
  ]);
});

it('names the path of a value of the wrong shape', () => {
  expect(faultsOf({ linePays: { A: { 3: 1.5 } } })).toEqual(['linePays.A.3 must be an integer']);
  expect(faultsOf({ linePays: { A: { three: 1 } } })[0]).toMatch(/^linePays\.A\.three /);
  expect(faultsOf({ format: 'roundgate.slot-model/2' })[0]).toMatch(/^format /);
});

it('refuses lines that leave the window or repeat', () => {
  expect(faultsOf({ lines: [[0, 0, 0, 0, 1]] })).toEqual(['lines[0] must name rows from 0 to 0']);
  expect(faultsOf({ lines: [[0, 0, 0]] })).toEqual(['lines[0] must name one row for each of 5 reels']);
  expect(
    faultsOf({
      lines: [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ],
    }),
  ).toEqual(['lines[1] must not repeat lines[0]']);
});

it('refuses symbols that stand on no strip and counts that cannot be', () => {
  expect(faultsOf({ linePays: { Z: { 3: 1 } } })).toEqual(['linePays.Z names "Z", which stands on no strip']);
  expect(faultsOf({ linePays: { A: { 6: 1 } } })).toEqual([
    'linePays.A.6 counts more than the 5 reels of a line',
  ]);
  expect(faultsOf({ scatterPays: { A: { 3: 1 } } })).toEqual([
    'scatterPays.A needs symbols.A.scatter to be true',
  ]);
});

it('refuses strips that are missing or of another number', () => {
  expect(faultsOf({ reels: { free: strips('W', 'S', 'A', 'B') } })).toContain('reels.base is missing');
  expect(faultsOf({ reels: { base: strips('W', 'S', 'A', 'B'), free: [['A']] } })).toContain(
    'reels.free must have 5 strips, as reels.base has',
  );
});

it('refuses retriggers that do not converge, with the mean', () => {
  // One cell a reel shows S on one of five stops: P(1 or more) = 1 - 0.8^5 = 0.67232; three awards each make 2.01696.
  const freeSpins = { symbol: 'S', awards: { 1: 3 }, retrigger: true };
  expect(faultsOf({ freeSpins })).toEqual([
    'freeSpins.retrigger must converge: a free spin awards 2.01696 further spins on average, which is not below 1',
  ]);
  expect(faultsOf({ freeSpins: { ...freeSpins, awards: { 1: 1 } } })).toEqual([]);
  expect(faultsOf({ freeSpins: { ...freeSpins, retrigger: false } })).toEqual([]);
  expect(faultsOf({ freeSpins: { ...freeSpins, reels: 'free' } })).toEqual([
    'freeSpins.reels names reels.free, which is missing',
  ]);
});

it('refuses a bonus on reels that are not there', () => {
  const bonus = { symbol: 'B', reels: [0, 0, 7], onLine: true, prizes: [{ pay: 1, weight: 1 }] };
  expect(faultsOf({ bonus })).toEqual(['bonus.reels[1] repeats reel 0', 'bonus.reels[2] must be below 5']);
});

it('says that a file is not JSON', () => {
  expect(() => parseSlotModelText('{')).toThrow(/\(file\) is not JSON/);
});

it('has a JSON Schema that names every part', () => {
  const { properties } = slotModelJsonSchema() as { properties: object };
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(['reels', 'linePays', 'freeSpins', 'bonus', 'maxWin']),
  );
});
