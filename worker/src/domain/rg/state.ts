import type { RgFlags, UiElement, UiEvidence } from '@roundgate/contract';
import type { Session } from '../sessions/session.ts';

/** Play without a long gap, across sessions; times in UTC ms. `lastMs` is the newest launch or accepted round. */
export interface Sitting {
  readonly sinceMs: number;
  readonly lastMs: number;
}

/** What holds for all of a player's sessions beside the operator's flags. */
export interface PlayerRg {
  readonly panicUntilMs: number | null;
  readonly sitting: Sitting | null;
  /** When the player last acknowledged a rest. */
  readonly restAckMs: number | null;
  /** The session that was launched last. */
  readonly lastSessionId: string | null;
}

/** Limits that a player set for a session; `spendMinor` is the largest net loss. */
export interface ChosenLimits {
  readonly timeMin: number;
  readonly spendMinor: number;
}

/** The last word of the loader about one element, and whether it ever was enough since it was last hidden. */
export interface Seen extends Omit<UiEvidence, 'element'> {
  readonly atMs: number;
  readonly enough: boolean;
}

/** What a session remembers of responsible gaming besides its rounds. */
export interface SessionRg {
  /** From when the reality check counts, and when the one that followed was acknowledged. */
  readonly checkFromMs: number;
  readonly checkAckMs: number | null;
  /** The interval that the player chose, in minutes. */
  readonly realityMin: number | null;
  readonly limits: ChosenLimits | null;
  /** True when play began under the limits in a session that this one goes on from. */
  readonly limitsFixed: boolean;
  /** From when the time limit counts; before the launch where a session goes on from another one. */
  readonly limitsFromMs: number;
  /** Net loss of the session that this one goes on from; negative after wins. */
  readonly lostBeforeMinor: number;
  readonly soonAgain: boolean;
  readonly seen: Readonly<Partial<Record<UiElement, Seen>>>;
  /** What was told on the player's chain already, so that it is told once. */
  readonly told: readonly string[];
}

/** The rounds of a session whose stake is paid, and when its newest one was accepted. */
export interface SessionTotals {
  readonly rounds: number;
  readonly stakedMinor: number;
  readonly wonMinor: number;
  readonly lastRoundMs: number | null;
}

/** All that the rules look at. */
export interface RgFacts {
  readonly session: Session;
  readonly flags: RgFlags;
  readonly player: PlayerRg;
  readonly own: SessionRg;
  readonly totals: SessionTotals;
}

export const MINUTE_MS = 60_000;

export const NO_PLAYER_RG: PlayerRg = {
  panicUntilMs: null,
  sitting: null,
  restAckMs: null,
  lastSessionId: null,
};
export const NO_TOTALS: SessionTotals = { rounds: 0, stakedMinor: 0, wonMinor: 0, lastRoundMs: null };

/** A session at its launch, with nothing behind it. */
export const newSessionRg = (nowMs: number): SessionRg => ({
  checkFromMs: nowMs,
  checkAckMs: null,
  realityMin: null,
  limits: null,
  limitsFixed: false,
  limitsFromMs: nowMs,
  lostBeforeMinor: 0,
  soonAgain: false,
  seen: {},
  told: [],
});

/** What the session lost so far, negative after wins; in minor units. */
export const netLossMinor = ({ stakedMinor, wonMinor }: SessionTotals): number => stakedMinor - wonMinor;
