import type { BusEvent } from '../bus-events.ts';
import type { TournamentMetric } from '../tournaments.ts';

/** A spin as the chain tells it. */
export type SpinEvent = Extract<BusEvent, { type: 'spin_finished' }>;

/** What spins come to in a tournament: a fold over the events that name it, so anybody with the chain comes to the same. */
export interface TournamentScore {
  readonly score: number;
  /** How many spins counted. */
  readonly spins: number;
  /** Wins in a row up to now. */
  readonly streak: number;
  /** When the score was reached; of two with the same the earlier is ahead. Null before the first point. */
  readonly reachedAtMs: number | null;
}

export const NO_SCORE: TournamentScore = { score: 0, spins: 0, streak: 0, reachedAtMs: null };

/** Hundredths of the stake that a spin won, whole ones. BigInt, because a hundred wins may pass 2^53. */
const multiplierOf = ({ stake, win }: SpinEvent): number =>
  Number((BigInt(win.amount_minor) * 100n) / BigInt(stake.amount_minor));

/** What a score becomes with one more spin; `streak` is the run of wins that ends with it. */
const SCORES: Readonly<Record<TournamentMetric, (score: number, spin: SpinEvent, streak: number) => number>> =
  {
    sum_win: (score, { win }) => score + win.amount_minor,
    sum_stake: (score, { stake }) => score + stake.amount_minor,
    spins: (score) => score + 1,
    best_multiplier: (score, spin) => Math.max(score, multiplierOf(spin)),
    streak: (score, _, streak) => Math.max(score, streak),
  };

/** A score after one more spin (spec F2). It never falls. */
export function scoreSpin(
  before: TournamentScore,
  metric: TournamentMetric,
  spin: SpinEvent,
): TournamentScore {
  const streak = spin.win.amount_minor > 0 ? before.streak + 1 : 0;
  const score = SCORES[metric](before.score, spin, streak);
  const reachedAtMs = score > before.score ? Date.parse(spin.ts) : before.reachedAtMs;
  return { score, spins: before.spins + 1, streak, reachedAtMs };
}
