import type { CompiledModel, CompiledSet } from './compiled-model.ts';
import { createScratch, evaluateStops } from './evaluate.ts';
import { addFractions, type Fraction, fraction, multiplyFractions } from './fraction.ts';

/** Sums over every combination of stops of one set of strips; pays in line bets. */
export interface CycleSums {
  readonly cycle: number;
  linePay: number;
  scatterPay: number;
  awarded: number;
  bonusHits: number;
  /** Sum of the squares of what each combination pays at once. */
  squares: number;
  /** Combinations that pay or win anything: a line, a scatter, a bonus prize. */
  hits: number;
}

/** The exact figures of a model, of a spin on all lines; RTP parts are relative to the total bet. */
export interface FullCycle {
  readonly cycle: number;
  readonly rtp: { total: Fraction; line: Fraction; scatter: Fraction; bonus: Fraction; free: Fraction };
  readonly hitFrequency: Fraction;
  /** Mean square of a round's return, in stakes; undefined where a round goes on after its first spin. */
  readonly meanSquare: Fraction | undefined;
}

/** More combinations than this are not walked one by one. */
export const MAX_CYCLE = 2_000_000_000;

/** Moves `stops` to the next combination, the last reel first; false after the last one. */
function advance(stops: Int32Array, lengths: readonly number[]): boolean {
  for (let reel = stops.length - 1; reel >= 0; reel -= 1) {
    const next = (stops[reel] ?? 0) + 1;
    stops[reel] = next === lengths[reel] ? 0 : next;
    if (next !== lengths[reel]) return true;
  }
  return false;
}

/** Plays every combination of stops once, by the same evaluation as a real spin. Throws RangeError past {@link MAX_CYCLE}. */
export function walkCycle(model: CompiledModel, set: CompiledSet): CycleSums {
  const cycle = set.lengths.reduce((product, length) => product * length, 1);
  if (cycle > MAX_CYCLE) throw new RangeError(`a cycle of ${cycle} is too long to walk`);
  const sums = { cycle, linePay: 0, scatterPay: 0, awarded: 0, bonusHits: 0, squares: 0, hits: 0 };
  const stops = new Int32Array(set.lengths.length);
  const scratch = createScratch(model);
  do {
    const value = evaluateStops(model, set, stops, scratch);
    sums.linePay += value.linePay;
    sums.scatterPay += value.scatterPay;
    sums.awarded += value.awarded;
    sums.bonusHits += value.bonusHits;
    sums.squares += (value.linePay + value.scatterPay) ** 2;
    if (value.linePay + value.scatterPay + value.bonusHits > 0) sums.hits += 1;
  } while (advance(stops, set.lengths));
  return sums;
}

const ZERO = fraction(0n, 1n);

function meanPrize(model: CompiledModel): Fraction {
  const bonus = model.bonus;
  if (!bonus) return ZERO;
  const sum = bonus.pays.reduce((total, pay, index) => total + pay * (bonus.weights[index] ?? 0), 0);
  return fraction(BigInt(sum), BigInt(bonus.totalWeight));
}

/** What one free-spin award is worth per spin of the base game: spins won, times what a free spin pays. */
function freePart(
  model: CompiledModel,
  perBet: (sum: number, cycle: number) => Fraction,
  awardMean: Fraction,
): Fraction {
  if (awardMean.num === 0n) return ZERO;
  const free = walkCycle(model, model.free);
  const multiplied = perBet((free.linePay + free.scatterPay) * model.freeMultiplier, free.cycle);
  const perSpin = addFractions(
    multiplied,
    multiplyFractions(perBet(free.bonusHits, free.cycle), meanPrize(model)),
  );
  const again = model.retrigger ? fraction(BigInt(free.awarded), BigInt(free.cycle)) : ZERO;
  const spins = multiplyFractions(awardMean, fraction(again.den, again.den - again.num));
  return multiplyFractions(spins, perSpin);
}

/**
 * The exact return and hit frequency by walking the full cycle. The parts add because there is no cap; throws
 * RangeError for a model with `maxWin`, whose total needs the distribution of whole rounds.
 */
export function analyzeFullCycle(model: CompiledModel): FullCycle {
  if (model.source.maxWin !== undefined)
    throw new RangeError('maxWin: the parts of a capped round do not add');
  const base = walkCycle(model, model.base);
  const perBet = (sum: number, cycle: number) =>
    fraction(BigInt(sum), BigInt(cycle) * BigInt(model.lineCount));
  const line = perBet(base.linePay, base.cycle);
  const scatter = perBet(base.scatterPay, base.cycle);
  const bonus = multiplyFractions(perBet(base.bonusHits, base.cycle), meanPrize(model));
  const free = freePart(model, perBet, fraction(BigInt(base.awarded), BigInt(base.cycle)));
  const total = [scatter, bonus, free].reduce(addFractions, line);
  return {
    cycle: base.cycle,
    rtp: { total, line, scatter, bonus, free },
    hitFrequency: fraction(BigInt(base.hits), BigInt(base.cycle)),
    meanSquare:
      base.awarded + base.bonusHits > 0
        ? undefined
        : fraction(BigInt(base.squares), BigInt(base.cycle) * BigInt(model.lineCount) ** 2n),
  };
}
