import type { CompiledModel, CompiledSet } from '../maths/index.ts';

/** How often one line comes to each entry of the automaton's pays, in combinations of symbols of the cycle; exact. */
export function lineWays(model: CompiledModel, set: CompiledSet): bigint[] {
  const { next, pays } = model.automaton;
  const width = model.symbols.length;
  const ways = pays.map(() => 0n);
  let states = new Map<number, bigint>([[0, 1n]]);
  set.lengths.forEach((length, reel) => {
    const behind = set.lengths.slice(reel + 1).reduce((all, other) => all * BigInt(other), 1n);
    const reached = new Map<number, bigint>();
    const counts = new Map<number, bigint>();
    const first = set.starts[reel] ?? 0;
    for (const symbol of set.cells.subarray(first, first + length))
      counts.set(symbol, (counts.get(symbol) ?? 0n) + 1n);
    for (const [state, before] of states) {
      for (const [symbol, count] of counts) {
        const after = next[state * width + symbol] ?? -1;
        const here = before * count;
        if (after >= 0) reached.set(after, (reached.get(after) ?? 0n) + here);
        else ways[~after] = (ways[~after] ?? 0n) + here * behind;
      }
    }
    states = reached;
  });
  return ways;
}
