import type { BusEvent, SpinType, TournamentMetric } from '@roundgate/contract';
import { NO_PACE, observed, type Pace } from './bot-signals.ts';

/** A spin as the chain tells it. */
export type SpinEvent = Extract<BusEvent, { type: 'spin_finished' }>;

/** Where an entry's last spin was played: what a prize costs is told of it. */
export interface LastSpin {
  readonly sessionId: string;
  readonly gameId: string;
  readonly buildHash: string;
  readonly rtpProfile: string;
  readonly spinType: SpinType;
}

/** How an entry stands: a fold over the events that name its tournament, so anybody with the chain comes to the same. */
export interface Standing {
  readonly score: number;
  /** How many spins counted. */
  readonly spins: number;
  /** Wins in a row up to now. */
  readonly streak: number;
  /** When the score was reached; of two with the same the earlier is ahead. Null before the first point. */
  readonly reachedAtMs: number | null;
  readonly pace: Pace;
  readonly last: LastSpin | null;
}

export const NO_STANDING: Standing = {
  ...{ score: 0, spins: 0, streak: 0, reachedAtMs: null, pace: NO_PACE, last: null },
};

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

/** An entry after one more spin (spec F2). A score never falls. */
export function scored(standing: Standing, metric: TournamentMetric, spin: SpinEvent): Standing {
  const atMs = Date.parse(spin.ts);
  const streak = spin.win.amount_minor > 0 ? standing.streak + 1 : 0;
  const score = SCORES[metric](standing.score, spin, streak);
  const { session_id: sessionId, game_id: gameId, build_hash: buildHash } = spin;
  return {
    score,
    spins: standing.spins + 1,
    streak,
    reachedAtMs: score > standing.score ? atMs : standing.reachedAtMs,
    pace: observed(standing.pace, {
      atMs,
      sessionId,
      isAutoplay: spin.uses?.includes('autoplay') ?? false,
    }),
    last: { sessionId, gameId, buildHash, rtpProfile: spin.rtp_profile, spinType: spin.spin_type },
  };
}
