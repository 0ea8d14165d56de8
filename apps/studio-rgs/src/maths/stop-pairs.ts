import type { CompiledModel, CompiledSet } from './compiled-model.ts';

/**
 * What the first two reels of a set decide, for every pair of their stops: most lines are over there, and what they pay
 * is one number. Pair i is `first stop * width + second stop`; with a single reel the pair is its stop.
 */
export interface StopPairs {
  /** How many reels a pair is of: two, or one on a single reel. */
  readonly reels: number;
  readonly width: number;
  /** Line bets paid by the lines that the pair decides. */
  readonly decided: Float64Array;
  /** The lines of pair i that go on lie from `ends[i - 1]` to `ends[i]`. */
  readonly ends: Int32Array;
  readonly lines: Int32Array;
  /** Where the pair has led the automaton on that line. */
  readonly states: Int32Array;
}

/** More pairs than this, with a line each, are not worth their memory: those lines are then walked from their first cell. */
const MAX_CELLS = 4_000_000;

/** Works the pairs of a set out, once per simulation; undefined for strips that are too long for it. */
export function pairStops(model: CompiledModel, set: CompiledSet): StopPairs | undefined {
  const reels = Math.min(2, model.reels);
  const [firstStops = 1, secondStops = 1] = set.lengths;
  const width = reels === 2 ? secondStops : 1;
  const pairs = firstStops * width;
  if (pairs * model.lineCount > MAX_CELLS) return undefined;
  const decided = new Float64Array(pairs);
  const ends = new Int32Array(pairs);
  const lines: number[] = [];
  const states: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const stops = [Math.floor(pair / width), pair % width];
    for (let line = 0; line < model.lineCount; line += 1) {
      const state = stateAfter(model, set, stops, line, reels);
      if (state < 0) decided[pair] = (decided[pair] ?? 0) + (model.linePays[~state] ?? 0);
      else {
        lines.push(line);
        states.push(state);
      }
    }
    ends[pair] = lines.length;
  }
  return { reels, width, decided, ends, lines: Int32Array.from(lines), states: Int32Array.from(states) };
}

/** Where the first cells of a line lead, in the terms of the automaton. */
function stateAfter(
  model: CompiledModel,
  set: CompiledSet,
  stops: readonly number[],
  line: number,
  reels: number,
): number {
  const { next } = model.automaton;
  const width = model.symbols.length;
  let state = 0;
  for (let reel = 0; reel < reels && state >= 0; reel += 1) {
    const row = model.lineRows[line * model.reels + reel] ?? 0;
    const symbol = set.cells[(set.starts[reel] ?? 0) + (stops[reel] ?? 0) + row] ?? 0;
    state = next[state * width + symbol] ?? -1;
  }
  return state;
}
