import type { CompiledModel } from '../maths/index.ts';
import { prizeSums } from './prizes.ts';
import type { SpinSpread } from './spin-spread.ts';

/** Weights of what a spin pays, prizes included, in line bets, by the free spins that it awards; they add to `total`. */
export interface PaySpread {
  readonly total: bigint;
  readonly byAward: ReadonlyMap<number, ReadonlyMap<number, bigint>>;
}

/** The pays of a spin: its spread times the multiplier, with every prize drawn. Exact. */
export function paySpread(model: CompiledModel, spread: SpinSpread, multiplier: number): PaySpread {
  const most = spread.outcomes.reduce((hits, outcome) => Math.max(hits, outcome.bonusHits), 0);
  const prizes = prizeSums(model, most);
  const weight = BigInt(model.bonus?.totalWeight ?? 1);
  const byAward = new Map<number, Map<number, bigint>>();
  for (const { pay, bonusHits, awarded, ways } of spread.outcomes) {
    const pays = byAward.get(awarded) ?? new Map<number, bigint>();
    byAward.set(awarded, pays);
    const share = BigInt(ways) * weight ** BigInt(most - bonusHits);
    for (const [prize, count] of prizes[bonusHits] ?? []) {
      const total = pay * multiplier + prize;
      pays.set(total, (pays.get(total) ?? 0n) + count * share);
    }
  }
  return { total: BigInt(spread.cycle) * weight ** BigInt(most), byAward };
}

/** The most that a spin pays for each award that it may bring. */
export const mostByAward = ({ byAward }: PaySpread): Map<number, number> =>
  new Map(
    [...byAward].map(([awarded, pays]) => [
      awarded,
      [...pays.keys()].reduce((most, pay) => Math.max(most, pay), 0),
    ]),
  );
