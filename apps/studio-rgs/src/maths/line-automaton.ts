import type { SlotModel } from './slot-model.ts';

/** What one line pays at best. `pay` is in line bets and already holds the wild multiplier. */
export interface LinePay {
  readonly symbol: string;
  readonly count: number;
  readonly multiplier: number;
  readonly pay: number;
}

/**
 * All line rules of one model as a table: from `next[state * symbolCount + symbol]` a cell leads to a further state
 * or, when negative, to the end: `~value` is an index into `pays`. Index 0 pays nothing.
 */
export interface LineAutomaton {
  readonly next: Int32Array;
  readonly pays: readonly LinePay[];
}

/** One symbol as which the cells so far can be read. */
interface Reading {
  readonly symbol: string;
  /** The highest multiplier of a wild that was read as another symbol; 1 without one. */
  readonly multiplier: number;
  readonly onlyWilds: boolean;
}

interface State {
  readonly cells: number;
  readonly readings: readonly Reading[];
  readonly best: number;
}

const NOTHING: LinePay = { symbol: '', count: 0, multiplier: 1, pay: 0 };

/** The reading with one more cell, or undefined when the cell ends its run. */
function extend(model: SlotModel, reading: Reading, cell: string): Reading | undefined {
  const wild = Object.hasOwn(model.symbols, cell) ? model.symbols[cell]?.wild : undefined;
  const onlyWilds = reading.onlyWilds && wild !== undefined;
  if (cell === reading.symbol) return { ...reading, onlyWilds };
  if (!wild || wild.excludes.includes(reading.symbol)) return undefined;
  return { ...reading, onlyWilds, multiplier: Math.max(reading.multiplier, wild.multiplier) };
}

/** What a run of `count` pays in this reading. A run of wilds alone is never multiplied. */
function payOf(model: SlotModel, reading: Reading, count: number): LinePay {
  const base = model.linePays[reading.symbol]?.[String(count)] ?? 0;
  const multiplier = reading.onlyWilds ? 1 : reading.multiplier;
  return { symbol: reading.symbol, count, multiplier, pay: base * multiplier };
}

class Builder {
  readonly pays: LinePay[] = [NOTHING];
  readonly states: State[] = [];
  private readonly ids = new Map<string, number>();
  private readonly payIds = new Map<string, number>();
  private readonly model: SlotModel;

  constructor(model: SlotModel) {
    this.model = model;
  }

  /** The better of what was reached before and what the longer runs pay; on a tie the longer run. */
  private better(best: number, readings: readonly Reading[], count: number): number {
    let chosen = this.pays[best] ?? NOTHING;
    for (const reading of readings) {
      const pay = payOf(this.model, reading, count);
      if (pay.pay > chosen.pay || (pay.pay === chosen.pay && pay.pay > 0 && pay.count > chosen.count))
        chosen = pay;
    }
    return this.payId(chosen);
  }

  private payId(pay: LinePay): number {
    if (pay.pay === 0) return 0;
    const key = JSON.stringify([pay.symbol, pay.count, pay.multiplier]);
    const known = this.payIds.get(key);
    if (known !== undefined) return known;
    this.payIds.set(key, this.pays.push(pay) - 1);
    return this.pays.length - 1;
  }

  /** Where `cell` leads: a state, or the complement of a pay when nothing can follow. */
  follow(state: State, cell: string, reels: number): number {
    const readings = state.readings.flatMap((reading) => extend(this.model, reading, cell) ?? []);
    const cells = state.cells + 1;
    const best = this.better(state.best, readings, cells);
    return readings.length === 0 || cells === reels ? ~best : this.stateId({ cells, readings, best });
  }

  stateId(state: State): number {
    const key = JSON.stringify(state);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.ids.set(key, this.states.push(state) - 1);
    return this.states.length - 1;
  }
}

/**
 * Compiles the line rules: every symbol of the pay table is a reading of the line from reel 0, and the highest pay of
 * any reading and any length counts once.
 */
export function buildLineAutomaton(
  model: SlotModel,
  symbols: readonly string[],
  reels: number,
): LineAutomaton {
  const builder = new Builder(model);
  const start = Object.keys(model.linePays).map((symbol) => ({ symbol, multiplier: 1, onlyWilds: true }));
  builder.stateId({ cells: 0, readings: start, best: 0 });
  const next: number[] = [];
  // States are added while they are walked, so the bound is read anew on every turn.
  for (let id = 0; id < builder.states.length; id += 1) {
    const state = builder.states[id];
    if (!state) break;
    for (const symbol of symbols) next.push(builder.follow(state, symbol, reels));
  }
  return { next: Int32Array.from(next), pays: builder.pays };
}
