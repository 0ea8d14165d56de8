import type { GameCallFault, GameConfig, RoundResult, RoundSummary } from '@roundgate/contract';

/** How the fake loader answers one spin. */
export type SpinAnswer =
  | { readonly result: RoundResult; readonly delayMs?: number }
  | { readonly fault: GameCallFault; readonly delayMs?: number };

/** All that a harness page needs; travels in the page's hash. */
export interface Scenario {
  readonly config: GameConfig;
  /** Answers in order; the last one is repeated. */
  readonly spins: readonly SpinAnswer[];
  readonly history: readonly RoundSummary[];
}

/** What the game said over the port. */
export interface GameWord {
  readonly type: string;
  readonly atMs: number;
  readonly [field: string]: unknown;
}
