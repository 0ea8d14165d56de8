import { expect, it } from 'vitest';
import { seeded } from '../../test/fixtures.ts';
import { parseSlotModel, type SlotModel } from './index.ts';
import { buildLineAutomaton } from './line-automaton.ts';

/** The rule of the format read word by word: every symbol, every length, the highest pay. Slow and plain on purpose. */
function plainLinePay(model: SlotModel, line: readonly string[]): number {
  const wild = (symbol: string) => model.symbols[symbol]?.wild;
  let best = 0;
  for (const [symbol, pays] of Object.entries(model.linePays)) {
    for (const [count, pay] of Object.entries(pays)) {
      const run = line.slice(0, Number(count));
      if (!run.every((cell) => cell === symbol || wild(cell)?.excludes.includes(symbol) === false)) continue;
      const stoodIn = run.filter((cell) => cell !== symbol).map((cell) => wild(cell)?.multiplier ?? 1);
      const onlyWilds = run.every((cell) => wild(cell) !== undefined);
      best = Math.max(best, pay * (onlyWilds ? 1 : Math.max(1, ...stoodIn)));
    }
  }
  return best;
}

const SYMBOLS = ['W', 'V', 'A', 'B', 'C', 'X'];

function randomModel(next: (bound: number) => number): SlotModel {
  const wild = () => ({ excludes: SYMBOLS.filter(() => next(4) === 0), multiplier: 1 + next(3) });
  const pays = () =>
    Object.fromEntries([1, 2, 3, 4].flatMap((n) => (next(3) ? [[String(n), next(100)]] : [])));
  return parseSlotModel({
    format: 'roundgate.slot-model/1',
    game_id: 'g-random',
    version: '1.0.0',
    rtp_profile: '96',
    rows: 1,
    reels: { base: [SYMBOLS, SYMBOLS, SYMBOLS, SYMBOLS] },
    symbols: { W: { wild: wild() }, ...(next(2) ? { V: { wild: wild() } } : {}) },
    lines: [[0, 0, 0, 0]],
    linePays: Object.fromEntries(SYMBOLS.filter(() => next(4)).map((symbol) => [symbol, pays()])),
  });
}

it('pays every line of a random model as the rule read word by word does', () => {
  const seed = Date.now() % 1_000_000;
  const next = seeded(seed);
  for (let round = 0; round < 60; round += 1) {
    const model = randomModel(next);
    const { next: table, pays } = buildLineAutomaton(model, SYMBOLS, 4);
    for (let code = 0; code < 6 ** 4; code += 1) {
      const cells = [0, 1, 2, 3].map((reel) => Math.floor(code / 6 ** reel) % 6);
      let state = 0;
      for (const cell of cells) if (state >= 0) state = table[state * 6 + cell] ?? Number.NaN;
      const line = cells.map((cell) => SYMBOLS[cell] ?? '');
      expect(pays[~state]?.pay, `seed ${seed}, model ${JSON.stringify(model)}, line ${line}`).toBe(
        plainLinePay(model, line),
      );
    }
  }
});
