import {
  addFractions,
  type CompiledModel,
  divideFractions,
  type Fraction,
  multiplyFractions,
  numberOf,
  ratio,
  subtractFractions,
  sumFractions,
  ZERO,
} from '../maths/index.ts';
import { type CappedRound, cappedMoments, cappedRound } from './capped-round.ts';
import { freeSpinMoments, type PayMoments, roundMoments, spinMeans, valueMoments } from './moments.ts';
import { paySpread } from './outcomes.ts';
import { type LineRow, lineRows, type ScatterRow, scatterRows } from './pay-tables.ts';
import { type PrizeMoments, prizeMoments } from './prizes.ts';
import { type RoundLength, roundLength } from './round-length.ts';
import { type SpinSpread, spinSpread } from './spin-spread.ts';

/** A figure that is a fraction, or where that cannot be, a number with its uncertainty. */
export type Figure =
  | { readonly method: 'exact'; readonly value: Fraction }
  | { readonly method: 'numeric'; readonly value: number; readonly uncertainty: number };

/** The largest win: of a whole round, or of its base spin where retriggers leave a round without a bound. */
export interface LargestWin {
  /** In total bets. */
  readonly pay: Fraction;
  readonly of: 'round' | 'base spin';
}

/** The best row of the line pays. */
export interface TopAward {
  readonly row: LineRow;
  /** Probability that a spin on all lines shows it at least once. */
  readonly perSpin: Fraction;
}

/** What the free spins come to. */
export interface FreeSpinFigures {
  /** Free spins that one trigger brings on average, retriggers in them. */
  readonly perTrigger: Fraction;
  /** Further spins that one free spin awards. */
  readonly again: Fraction;
  /** What one free spin returns, in total bets, its retriggers not in it. */
  readonly perSpin: Fraction;
}

/** All figures of a model; returns and variances are in total bets. */
export interface Analysis {
  readonly model: CompiledModel;
  readonly cycle: bigint;
  readonly rtp: {
    readonly total: Figure;
    readonly line: Fraction;
    readonly scatter: Fraction;
    readonly free: Fraction;
    readonly bonus: Fraction;
  };
  readonly hitFrequency: Fraction;
  readonly lineHitFrequency: Fraction;
  readonly freeSpinTrigger: Fraction;
  /** Of what a base spin pays itself. */
  readonly variance: Fraction;
  readonly roundVariance: Figure;
  readonly largestWin: LargestWin;
  readonly topAward: TopAward | undefined;
  /** Probability that a round reaches the cap; undefined where none can. */
  readonly capReached: number | undefined;
  readonly lineRows: readonly LineRow[];
  readonly scatterRows: readonly ScatterRow[];
  readonly bonusFrequency: Fraction;
  readonly freeSpins: FreeSpinFigures | undefined;
  /** How long its rounds are told, beside what a message carries. */
  readonly length: RoundLength;
}

const exact = (value: Fraction): Figure => ({ method: 'exact', value });

/** Probability that a spin pays anything: a line, a scatter, or a bonus prize that is not blank. */
function hitFrequency({ cycle, outcomes }: SpinSpread, blank: Fraction): Fraction {
  const noPay = new Map<number, bigint>();
  for (const { pay, bonusHits, ways } of outcomes)
    if (pay === 0) noPay.set(bonusHits, (noPay.get(bonusHits) ?? 0n) + BigInt(ways));
  const misses = [...noPay].map(([hits, ways]) =>
    Array.from({ length: hits }).reduce<Fraction>(
      (share) => multiplyFractions(share, blank),
      ratio(ways, cycle),
    ),
  );
  return subtractFractions(ratio(1), sumFractions(...misses));
}

function topAward(model: CompiledModel, rows: readonly LineRow[]): TopAward | undefined {
  const row = rows
    .filter(({ hits }) => hits > 0n)
    .reduce<LineRow | undefined>((best, other) => (best && best.pay >= other.pay ? best : other), undefined);
  if (!row) return undefined;
  const onlyTop = model.automaton.pays.map((entry) => Number(entry.pay === row.pay));
  const marked = { ...model, linePays: Int32Array.from(onlyTop), scatters: [], bonus: undefined };
  return { row, perSpin: hitFrequency(spinSpread(marked, model.base), ZERO) };
}

const prizeMost = (model: CompiledModel): number => Math.max(0, ...(model.bonus?.pays ?? []));
const mostOf = ({ outcomes }: SpinSpread, of: (outcome: SpinSpread['outcomes'][number]) => number): number =>
  outcomes.reduce((most, outcome) => Math.max(most, of(outcome)), 0);

/** The most that a round without a cap can pay, in line bets; infinite where free spins can go on for ever and pay. */
function mostOfRound(model: CompiledModel, base: SpinSpread, free: SpinSpread): number {
  const prize = prizeMost(model);
  const perFree = mostOf(free, ({ pay, bonusHits }) => pay * model.freeMultiplier + bonusHits * prize);
  const endless = model.retrigger && mostOf(free, ({ awarded }) => awarded) > 0 && perFree > 0;
  return mostOf(base, ({ pay, bonusHits, awarded }) => {
    const own = pay + bonusHits * prize;
    if (awarded === 0) return own;
    return endless ? Number.POSITIVE_INFINITY : own + awarded * perFree;
  });
}

function largestWin(model: CompiledModel, base: SpinSpread, mostLineBets: number): LargestWin {
  const cap = capOf(model);
  const round = Math.min(mostLineBets, cap);
  if (Number.isFinite(round)) return { pay: ratio(round, model.lineCount), of: 'round' };
  const most = mostOf(base, ({ pay, bonusHits }) => pay + bonusHits * prizeMost(model));
  return { pay: ratio(most, model.lineCount), of: 'base spin' };
}

const capOf = (model: CompiledModel): number =>
  model.source.maxWin === undefined ? Number.POSITIVE_INFINITY : model.source.maxWin * model.lineCount;

interface RoundFigures {
  readonly total: Figure;
  readonly roundVariance: Figure;
  /** Variance of the base spin's own pay, in line bets squared. */
  readonly baseVariance: Fraction;
  readonly capReached: number | undefined;
}

/** Figures in line bets, from the moments of an uncapped round. */
const uncapped = (round: PayMoments, own: PayMoments): RoundFigures => ({
  total: exact(round.mean),
  roundVariance: exact(round.variance),
  baseVariance: own.variance,
  capReached: undefined,
});

const numeric = (value: number, uncertainty: number): Figure => ({ method: 'numeric', value, uncertainty });

/** Figures in line bets of a round that can meet its cap. */
function capped(model: CompiledModel, base: SpinSpread, free: SpinSpread): RoundFigures {
  const cap = capOf(model);
  const pays = paySpread(model, base, 1);
  const own = cappedMoments(pays, cap);
  const baseVariance = subtractFractions(own.meanSquare, multiplyFractions(own.mean, own.mean));
  if (mostOf(base, ({ awarded }) => awarded) === 0) {
    const reached = [...(pays.byAward.get(0) ?? [])].reduce(
      (sum, [pay, weight]) => (pay >= cap ? sum + weight : sum),
      0n,
    );
    const capReached = numberOf(ratio(reached, pays.total));
    return { total: exact(own.mean), roundVariance: exact(baseVariance), baseVariance, capReached };
  }
  const freeSpins = model.retrigger
    ? free.outcomes
    : free.outcomes.map((outcome) => ({ ...outcome, awarded: 0 }));
  const freePays = paySpread(model, { ...free, outcomes: freeSpins }, model.freeMultiplier);
  const round: CappedRound = cappedRound(pays, freePays, cap);
  return {
    total: numeric(round.mean, round.uncertainty),
    roundVariance: numeric(round.variance, round.uncertainty * cap),
    baseVariance,
    capReached: round.reached,
  };
}

function scale(figure: Figure, factor: Fraction): Figure {
  if (figure.method === 'exact') return exact(multiplyFractions(figure.value, factor));
  const by = numberOf(factor);
  return numeric(figure.value * by, figure.uncertainty * by);
}

function freeSpinFigures(
  model: CompiledModel,
  trigger: Fraction,
  awarded: Fraction,
  again: Fraction,
  own: PayMoments,
): FreeSpinFigures | undefined {
  if (trigger.num === 0n) return undefined;
  const chain = divideFractions(ratio(1), subtractFractions(ratio(1), again));
  return {
    perTrigger: multiplyFractions(divideFractions(awarded, trigger), chain),
    again,
    perSpin: multiplyFractions(own.mean, ratio(1, model.lineCount)),
  };
}

/** Line and scatter parts, each by a way of its own; throws when they do not add to what the whole spins pay. */
function checkParts(lines: Fraction, scatters: Fraction, spins: Fraction): void {
  const sum = addFractions(lines, scatters);
  if (sum.num !== spins.num || sum.den !== spins.den)
    throw new Error('the analysis contradicts itself: parts and whole spins differ');
}

/** Bonus wins on one line count as its wins, scatters do not. */
const lineHits = (model: CompiledModel, prize: PrizeMoments): Fraction =>
  hitFrequency(
    spinSpread(model.bonus?.onLine ? model : { ...model, bonus: undefined }, model.base, 'line'),
    prize.blank,
  );

/**
 * The exact figures of a model. Parts of the return are those of an uncapped round; `total` is what a round pays.
 * Throws `AnalysisRefused` where exact figures are out of reach.
 */
export function analyzeModel(model: CompiledModel): Analysis {
  const perBet = ratio(1, model.lineCount);
  const inBets = (value: Fraction): Fraction => multiplyFractions(value, perBet);
  const base = spinSpread(model, model.base);
  const free = model.free === model.base ? base : spinSpread(model, model.free);
  const prize = prizeMoments(model);
  const baseMeans = spinMeans(base);
  const freeMeans = spinMeans(free);
  const own = valueMoments(baseMeans, prize, 1, ZERO);
  const freeSpin = freeSpinMoments(freeMeans, prize, model.freeMultiplier, model.retrigger);
  const round = roundMoments(baseMeans, prize, freeSpin);
  const lines = lineRows(model);
  const scatters = scatterRows(model);
  const line = sumFractions(...lines.map((row) => row.rtp));
  const scatter = sumFractions(...scatters.map((row) => row.rtp));
  checkParts(line, scatter, inBets(baseMeans.mean.pay));
  const most = mostOfRound(model, base, free);
  const figures = most > capOf(model) ? capped(model, base, free) : uncapped(round, own);
  const trigger = ratio(
    base.outcomes.reduce((ways, outcome) => (outcome.awarded > 0 ? ways + outcome.ways : ways), 0),
    base.cycle,
  );
  const again = model.retrigger ? freeMeans.mean.awarded : ZERO;
  const oneFree = valueMoments(freeMeans, prize, model.freeMultiplier, ZERO);
  return {
    model,
    cycle: BigInt(base.cycle),
    rtp: {
      total: scale(figures.total, perBet),
      line,
      scatter,
      free: inBets(multiplyFractions(baseMeans.mean.awarded, freeSpin.mean)),
      bonus: inBets(multiplyFractions(baseMeans.mean.bonusHits, prize.mean)),
    },
    hitFrequency: hitFrequency(base, prize.blank),
    lineHitFrequency: lineHits(model, prize),
    freeSpinTrigger: trigger,
    variance: inBets(inBets(figures.baseVariance)),
    roundVariance: scale(figures.roundVariance, inBets(perBet)),
    largestWin: largestWin(model, base, most),
    topAward: topAward(model, lines),
    capReached: figures.capReached,
    lineRows: lines,
    scatterRows: scatters,
    bonusFrequency: baseMeans.mean.bonusHits,
    freeSpins: freeSpinFigures(model, trigger, baseMeans.mean.awarded, again, oneFree),
    length: roundLength(model),
  };
}
