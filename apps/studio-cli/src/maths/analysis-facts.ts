import {
  type Analysis,
  type Figure,
  type LineRow,
  lengthWarnings,
  type ScatterRow,
} from '@roundgate/studio-rgs/analysis';
import { type Fraction, fractionText, numberOf } from '@roundgate/studio-rgs/maths';

/** The factor of the trade for a 90 % band: the volatility index is this many standard deviations of a round. */
export const VOLATILITY_FACTOR = 1.65;

/** Two-sided quantiles of the normal distribution. */
export const BANDS = { 90: 1.6448536269514722, 95: 1.959963984540054, 99: 2.5758293035489004 } as const;
const SPINS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000] as const;

/** Bets on one line that the sheet lists, in the smallest units of a currency. */
const LINE_BETS = [1, 2, 5, 10, 20, 50, 100] as const;

export const figureValue = (figure: Figure): number =>
  figure.method === 'exact' ? numberOf(figure.value) : figure.value;
const exactOf = (figure: Figure): string | null =>
  figure.method === 'exact' ? fractionText(figure.value) : null;

/** Where the return of so many spins lies with a given confidence; it is never below 0. */
export interface Band {
  readonly spins: number;
  readonly bands: Readonly<Record<keyof typeof BANDS, readonly [number, number]>>;
}

/** Bands by number of spins, from mean and standard deviation of a round (central limit theorem). */
export function confidenceBands(analysis: Analysis): Band[] {
  const rtp = figureValue(analysis.rtp.total);
  const deviation = Math.sqrt(figureValue(analysis.roundVariance));
  return SPINS.map((spins) => {
    const band = (quantile: number): [number, number] => {
      const reach = (quantile * deviation) / Math.sqrt(spins);
      return [Math.max(0, rtp - reach), rtp + reach];
    };
    return { spins, bands: { 90: band(BANDS[90]), 95: band(BANDS[95]), 99: band(BANDS[99]) } };
  });
}

/** Every bet is the line bet on all lines and every pay a multiple of it, so each level returns the same. */
export const betLevels = (analysis: Analysis) =>
  LINE_BETS.map((lineBet) => ({
    lineBet,
    totalBet: lineBet * analysis.model.lineCount,
    rtp: figureValue(analysis.rtp.total),
  }));

const decimals = <T extends Record<string, Fraction>>(parts: T): Record<keyof T, number> =>
  Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, numberOf(value)])) as Record<
    keyof T,
    number
  >;
const texts = (parts: Record<string, Fraction>): Record<string, string> =>
  Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, fractionText(value)]));

const lineFacts = ({ symbol, count, multiplier, pay, hits, probability, rtp }: LineRow) => ({
  ...{ symbol, count, multiplier, pay, hits: String(hits) },
  ...decimals({ probability, rtp }),
});
const scatterFacts = ({ symbol, count, pay, awarded, hits, probability, rtp }: ScatterRow) => ({
  ...{ symbol, count, awarded, hits: String(hits) },
  ...decimals({ pay, probability, rtp }),
});

function rtpFacts({ rtp }: Analysis) {
  const { total, ...parts } = rtp;
  return {
    rtp: { total: figureValue(total), ...decimals(parts) },
    rtpExact: { total: exactOf(total), ...texts(parts) },
    rtpMethod: total.method,
    ...(total.method === 'numeric' ? { rtpUncertainty: total.uncertainty } : {}),
  };
}

function winFacts({ largestWin, topAward, capReached }: Analysis) {
  const top = topAward && {
    ...lineFacts(topAward.row),
    oneInLines: 1 / numberOf(topAward.row.probability),
    oneInSpins: 1 / numberOf(topAward.perSpin),
  };
  return {
    maxWin: numberOf(largestWin.pay),
    maxWinOf: largestWin.of,
    ...(capReached === undefined ? {} : { capReached }),
    topAward: top ?? null,
  };
}

/** The figures in the JSON shape of the model format, and what a PAR sheet has besides. */
export function analysisFacts(analysis: Analysis) {
  const { hitFrequency, lineHitFrequency, freeSpinTrigger, variance, roundVariance } = analysis;
  const frequencies = { hitFrequency, lineHitFrequency, freeSpinTrigger, variance };
  const deviation = Math.sqrt(figureValue(roundVariance));
  return {
    cycle: String(analysis.cycle),
    ...rtpFacts(analysis),
    ...decimals(frequencies),
    exact: { ...texts(frequencies), roundVariance: exactOf(roundVariance) },
    roundVariance: figureValue(roundVariance),
    roundVarianceMethod: roundVariance.method,
    standardDeviation: deviation,
    volatilityIndex: VOLATILITY_FACTOR * deviation,
    ...winFacts(analysis),
    bonusFrequency: numberOf(analysis.bonusFrequency),
    freeSpins: analysis.freeSpins ? decimals({ ...analysis.freeSpins }) : null,
    linePays: analysis.lineRows.map(lineFacts),
    scatterPays: analysis.scatterRows.map(scatterFacts),
    betLevels: betLevels(analysis),
    confidence: confidenceBands(analysis),
    roundLength: {
      mostEvents: Number.isFinite(analysis.length.mostEvents) ? analysis.length.mostEvents : null,
      outgrows: analysis.length.outgrows,
    },
    warnings: lengthWarnings(analysis.model, analysis.length),
  };
}
