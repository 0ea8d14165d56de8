import type { BotSignal } from '@roundgate/contract';
import type { Who } from '../ports.ts';
import { judgePace } from './bot-signals.ts';
import type { Entry } from './entry.ts';
import type { Standing } from './standing.ts';

/** What a table is told of an entry: figures that only grow with `spins`. */
export interface Score {
  readonly tournamentId: string;
  readonly score: number;
  readonly spins: number;
  readonly reachedAtMs: number | null;
  readonly suspicion: number;
  readonly signals: readonly BotSignal[];
}

/** An entry at the close: its last score, and the end of the chain that it was counted from. */
export interface ClosedEntry {
  readonly score: Score;
  readonly chain: { readonly seq: number; readonly hash: string };
  /** Rounds that counted and were not settled when the wait for them was over. */
  readonly lateRounds: number;
}

/** The tournaments as a player's object reaches them. */
export interface TournamentPort {
  /** Has a place kept before anything counts for it; `closed` when the tournament takes nobody any more. */
  join(who: Who, tournamentId: string): Promise<'joined' | 'closed' | 'unknown'>;
}

/** A standing as its table is told of it. */
export function scoreOf({ tournamentId, isAutomated }: Entry, standing: Standing): Score {
  const { score, spins, reachedAtMs, pace } = standing;
  return { tournamentId, score, spins, reachedAtMs, ...judgePace(pace, isAutomated) };
}
