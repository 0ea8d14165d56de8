import type { Analysis } from '@roundgate/studio-rgs/analysis';
import { numberOf } from '@roundgate/studio-rgs/maths';
import type { Tally } from '@roundgate/studio-rgs/simulation';
import { BANDS, figureValue } from './analysis-facts.ts';

/** One figure of a simulation beside the exact one. */
export interface Comparison {
  readonly name: string;
  readonly seen: number;
  /** The 99 % interval around what was seen. */
  readonly interval99: readonly [number, number];
  readonly exact: number | null;
  /** How many standard errors lie between the two. */
  readonly deviations: number | null;
  /** True when the exact figure lies in the interval. */
  readonly agrees: boolean | null;
}

/** Beyond so many standard errors (one simulation in sixteen thousand) chance is no explanation. */
export const BROKEN_DEVIATIONS = 4;

function compare(
  name: string,
  seen: number,
  variance: number,
  spins: number,
  exact: number | null,
): Comparison {
  const error = Math.sqrt(variance / spins);
  const reach = BANDS[99] * error;
  const off = exact === null ? null : Math.abs(seen - exact);
  return {
    name,
    seen,
    interval99: [seen - reach, seen + reach],
    exact,
    deviations: off === null ? null : off === 0 ? 0 : off / error,
    agrees: off === null ? null : off <= reach,
  };
}

/** Sample variance of what a round paid, in total bets squared, by whole numbers until the last step. */
function roundVariance({ spins, paid, squares }: Tally, lines: number): number {
  const n = BigInt(spins);
  return Number(squares * n - paid * paid) / Number(n * n) / lines ** 2;
}

/** The figures of a simulation; `analysis` is missing where exact figures are out of reach. */
export function compareWithExact(tally: Tally, lines: number, analysis: Analysis | undefined): Comparison[] {
  const { spins } = tally;
  const mean = Number(tally.paid) / spins / lines;
  const share = (name: string, count: number, exact: number | null) => {
    // Where the exact share is known its variance is, too; a count of 0 says nothing about its own.
    const p = exact ?? count / spins;
    return compare(name, count / spins, p * (1 - p), spins, exact);
  };
  const variance = analysis ? figureValue(analysis.roundVariance) : roundVariance(tally, lines);
  return [
    compare('rtp', mean, variance, spins, analysis ? figureValue(analysis.rtp.total) : null),
    share('hitFrequency', tally.hits, analysis ? numberOf(analysis.hitFrequency) : null),
    share('freeSpinTrigger', tally.triggers, analysis ? numberOf(analysis.freeSpinTrigger) : null),
  ];
}

/** The parts of the return as they were paid, before any cap, and the rest of what was counted. */
export function tallyFacts(tally: Tally, lines: number) {
  const perBet = (paid: bigint): number => Number(paid) / tally.spins / lines;
  return {
    rtpParts: {
      line: perBet(tally.linePaid),
      scatter: perBet(tally.scatterPaid),
      bonus: perBet(tally.bonusPaid),
      free: perBet(tally.freePaid),
    },
    roundVariance: roundVariance(tally, lines),
    freeSpins: tally.freeSpins,
    capped: tally.capped,
    outgrown: tally.outgrown,
    largestRound: tally.most / lines,
  };
}
