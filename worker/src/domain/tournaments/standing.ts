import type { SpinType, TournamentMetric } from '@roundgate/contract';
import { NO_SCORE, type SpinEvent, scoreSpin, type TournamentScore } from '@roundgate/contract/audit';
import { NO_PACE, observed, type Pace } from './bot-signals.ts';

export type { SpinEvent };

/** Where an entry's last spin was played: what a prize costs is told of it. */
export interface LastSpin {
  readonly sessionId: string;
  readonly gameId: string;
  readonly buildHash: string;
  readonly rtpProfile: string;
  readonly spinType: SpinType;
}

/** How an entry stands: its score, and beside it what is only told to the operator. */
export interface Standing extends TournamentScore {
  readonly pace: Pace;
  readonly last: LastSpin | null;
}

export const NO_STANDING: Standing = { ...NO_SCORE, pace: NO_PACE, last: null };

/** An entry after one more spin (spec F2). */
export function scored(standing: Standing, metric: TournamentMetric, spin: SpinEvent): Standing {
  const { session_id: sessionId, game_id: gameId, build_hash: buildHash } = spin;
  return {
    ...scoreSpin(standing, metric, spin),
    pace: observed(standing.pace, {
      atMs: Date.parse(spin.ts),
      sessionId,
      isAutoplay: spin.uses?.includes('autoplay') ?? false,
    }),
    last: { sessionId, gameId, buildHash, rtpProfile: spin.rtp_profile, spinType: spin.spin_type },
  };
}
