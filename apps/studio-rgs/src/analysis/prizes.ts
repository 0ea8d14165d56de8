import { type CompiledModel, type Fraction, ratio, ZERO } from '../maths/index.ts';

/** The first two moments of one bonus prize, in line bets, and how likely it is to pay nothing. */
export interface PrizeMoments {
  readonly mean: Fraction;
  readonly meanSquare: Fraction;
  readonly blank: Fraction;
}

/** Moments of the model's bonus prize; all zero without a bonus. */
export function prizeMoments({ bonus }: CompiledModel): PrizeMoments {
  if (!bonus) return { mean: ZERO, meanSquare: ZERO, blank: ZERO };
  const sum = (of: (pay: bigint) => bigint): Fraction =>
    ratio(
      bonus.pays.reduce(
        (total, pay, index) => total + of(BigInt(pay)) * BigInt(bonus.weights[index] ?? 0),
        0n,
      ),
      bonus.totalWeight,
    );
  return {
    mean: sum((pay) => pay),
    meanSquare: sum((pay) => pay * pay),
    blank: sum((pay) => (pay === 0n ? 1n : 0n)),
  };
}

/** Sums of `hits` prizes with their weights, for every count up to `most`; the weights of `hits` add to W^hits. */
export function prizeSums({ bonus }: CompiledModel, most: number): Map<number, bigint>[] {
  const sums: Map<number, bigint>[] = [new Map([[0, 1n]])];
  for (let hits = 1; hits <= most; hits += 1) {
    const next = new Map<number, bigint>();
    for (const [sum, weight] of sums[hits - 1] ?? []) {
      bonus?.pays.forEach((pay, index) => {
        const total = sum + pay;
        next.set(total, (next.get(total) ?? 0n) + weight * BigInt(bonus.weights[index] ?? 0));
      });
    }
    sums.push(next);
  }
  return sums;
}
