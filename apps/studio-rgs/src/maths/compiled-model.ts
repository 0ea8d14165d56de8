import { buildLineAutomaton, type LineAutomaton } from './line-automaton.ts';
import { countInWindow, highestEntry } from './scatter-odds.ts';
import type { SlotModel } from './slot-model.ts';

/** One set of strips in the form that the evaluation reads. */
export interface CompiledSet {
  readonly name: string;
  /** Strip lengths: the bounds of the stop draws. */
  readonly lengths: readonly number[];
  /** Symbol numbers, reel after reel, of each the first `rows - 1` repeated at its end so that no window wraps. */
  readonly cells: Uint8Array;
  /** Where each reel begins in `cells`. */
  readonly starts: Int32Array;
  /** `scatterCounts[scatter][starts[reel] + stop]`: cells of the window on that reel that show the scatter. */
  readonly scatterCounts: readonly Uint8Array[];
}

/** A symbol that is counted anywhere. Tables are indexed by count; pays are in line bets. */
export interface CompiledScatter {
  readonly symbol: string;
  readonly number: number;
  readonly pays: Int32Array;
  readonly awards: Int32Array;
}

/** The bonus: where its symbol must stand, and its prizes in line bets. */
export interface CompiledBonus {
  readonly symbol: string;
  readonly number: number;
  readonly reels: readonly number[];
  readonly onLine: boolean;
  readonly pays: readonly number[];
  readonly weights: readonly number[];
  readonly totalWeight: number;
}

/** A model made ready to be played many times: symbols are numbers, rules are tables. */
export interface CompiledModel {
  readonly source: SlotModel;
  readonly symbols: readonly string[];
  readonly reels: number;
  readonly rows: number;
  readonly lineCount: number;
  /** `lineRows[line * reels + reel]`: the row of each cell of a line. */
  readonly lineRows: Uint8Array;
  readonly automaton: LineAutomaton;
  /** Line bets paid by each entry of `automaton.pays`. */
  readonly linePays: Int32Array;
  readonly base: CompiledSet;
  /** The strips of the free spins; the base strips when there are none. */
  readonly free: CompiledSet;
  readonly freeMultiplier: number;
  readonly retrigger: boolean;
  readonly scatters: readonly CompiledScatter[];
  readonly bonus: CompiledBonus | undefined;
}

function compileSet(
  model: SlotModel,
  name: string,
  symbols: readonly string[],
  scatters: string[],
): CompiledSet {
  const strips = model.reels[name] ?? [];
  const numbers = new Map(symbols.map((symbol, index) => [symbol, index]));
  const padded = strips.map((strip) =>
    Array.from({ length: strip.length + model.rows - 1 }, (_, at) => strip[at % strip.length] ?? ''),
  );
  const before = (reel: number) => padded.slice(0, reel).reduce((sum, cells) => sum + cells.length, 0);
  return {
    name,
    lengths: strips.map((strip) => strip.length),
    cells: Uint8Array.from(padded.flat(), (symbol) => numbers.get(symbol) ?? 0),
    starts: Int32Array.from(strips, (_, reel) => before(reel)),
    scatterCounts: scatters.map((symbol) =>
      Uint8Array.from(
        padded.flatMap((cells, reel) =>
          cells.map((_, stop) => countInWindow(strips[reel] ?? [], model.rows, stop, symbol)),
        ),
      ),
    ),
  };
}

function compileScatter(model: SlotModel, symbol: string, number: number, cells: number): CompiledScatter {
  const unit = model.scatterUnit === 'total' ? model.lines.length : 1;
  const pays = model.scatterPays[symbol] ?? {};
  const awards = model.freeSpins?.symbol === symbol ? model.freeSpins.awards : {};
  const table = (entries: Record<string, number>, factor: number) =>
    Int32Array.from({ length: cells + 1 }, (_, count) => highestEntry(entries, count) * factor);
  return { symbol, number, pays: table(pays, unit), awards: table(awards, 1) };
}

function compileBonus(model: SlotModel, symbols: readonly string[]): CompiledBonus | undefined {
  const bonus = model.bonus;
  if (!bonus) return undefined;
  const unit = bonus.unit === 'total' ? model.lines.length : 1;
  return {
    symbol: bonus.symbol,
    number: symbols.indexOf(bonus.symbol),
    reels: bonus.reels,
    onLine: bonus.onLine,
    pays: bonus.prizes.map((prize) => prize.pay * unit),
    weights: bonus.prizes.map((prize) => prize.weight),
    totalWeight: bonus.prizes.reduce((sum, prize) => sum + prize.weight, 0),
  };
}

/** Makes a checked model ready to play. Costs milliseconds; do it once per model. */
export function compileModel(model: SlotModel): CompiledModel {
  const symbols = [...new Set(Object.values(model.reels).flat(2))];
  const reels = model.reels.base?.length ?? 0;
  const scatters = symbols.filter(
    (symbol) => Object.hasOwn(model.symbols, symbol) && model.symbols[symbol]?.scatter,
  );
  const automaton = buildLineAutomaton(model, symbols, reels);
  const lineRows = Uint8Array.from(model.lines.flat());
  const base = compileSet(model, 'base', symbols, scatters);
  const freeName = model.freeSpins?.reels ?? 'base';
  return {
    source: model,
    symbols,
    reels,
    rows: model.rows,
    lineCount: model.lines.length,
    lineRows,
    automaton,
    linePays: Int32Array.from(automaton.pays, (entry) => entry.pay),
    base,
    free: freeName === 'base' ? base : compileSet(model, freeName, symbols, scatters),
    freeMultiplier: model.freeSpins?.multiplier ?? 1,
    retrigger: model.freeSpins?.retrigger ?? false,
    scatters: scatters.map((symbol) =>
      compileScatter(model, symbol, symbols.indexOf(symbol), reels * model.rows),
    ),
    bonus: compileBonus(model, symbols),
  };
}
