import { type CompiledModel, countWays, type Fraction, multiplyFractions, ratio } from '../maths/index.ts';
import { lineWays } from './line-odds.ts';

/** One row of a line pay table, with what it brings on one line. */
export interface LineRow {
  readonly symbol: string;
  readonly count: number;
  /** Of a wild in the run; 1 without one. */
  readonly multiplier: number;
  /** In line bets, the multiplier in it. */
  readonly pay: number;
  /** Combinations of the cycle that are paid by this row. */
  readonly hits: bigint;
  readonly probability: Fraction;
  /** Its part of the return. */
  readonly rtp: Fraction;
}

/** One row of a scatter table. */
export interface ScatterRow {
  readonly symbol: string;
  readonly count: number;
  /** In total bets. */
  readonly pay: Fraction;
  readonly awarded: number;
  readonly hits: bigint;
  readonly probability: Fraction;
  readonly rtp: Fraction;
}

/** What each row of the line pays brings in the base game; the symbols in the order of the model, long runs first. */
export function lineRows(model: CompiledModel): LineRow[] {
  const ways = lineWays(model, model.base);
  const cycle = model.base.lengths.reduce((all, length) => all * BigInt(length), 1n);
  const symbols = Object.keys(model.source.linePays);
  return model.automaton.pays
    .flatMap((entry, index): LineRow[] => {
      const hits = ways[index] ?? 0n;
      const probability = ratio(hits, cycle);
      return entry.pay === 0
        ? []
        : [{ ...entry, hits, probability, rtp: multiplyFractions(probability, ratio(entry.pay)) }];
    })
    .sort(
      (a, b) =>
        symbols.indexOf(a.symbol) - symbols.indexOf(b.symbol) ||
        b.count - a.count ||
        b.multiplier - a.multiplier,
    );
}

/** What each count of each scatter brings in the base game; counts that bring nothing are left out. */
export function scatterRows(model: CompiledModel): ScatterRow[] {
  const strips = model.source.reels.base ?? [];
  const cycle = model.base.lengths.reduce((all, length) => all * BigInt(length), 1n);
  return model.scatters.flatMap((scatter) =>
    countWays(strips, model.rows, scatter.symbol)
      .flatMap((hits, count): ScatterRow[] => {
        const pay = ratio(scatter.pays[count] ?? 0, model.lineCount);
        const awarded = scatter.awards[count] ?? 0;
        const probability = ratio(hits, cycle);
        const brings = hits > 0n && (pay.num > 0n || awarded > 0);
        const row = { symbol: scatter.symbol, count, pay, awarded, hits, probability };
        return brings ? [{ ...row, rtp: multiplyFractions(probability, pay) }] : [];
      })
      .reverse(),
  );
}
