import type { GameEvent } from '@roundgate/contract';
import type { CompiledModel, CompiledSet } from './compiled-model.ts';
import type { Sight } from './evaluate.ts';
import type { Draw } from './play-round.ts';

/** A round while it is played. Amounts are in minor units. */
export interface RoundState {
  readonly model: CompiledModel;
  readonly draw: Draw;
  readonly lineBet: number;
  /** The most that the round may pay; infinite without a cap. */
  readonly capMinor: number;
  /** What the reels show now. */
  readonly sight: Sight;
  readonly events: GameEvent[];
  /** Paid so far, before the cap. */
  wonMinor: number;
  /** Free spins awarded so far. */
  freeSpins: number;
  bonusPrizes: number;
  /** The cap ended the round before its last free spin. */
  cut: boolean;
}

/** One spin to play: its strips, the prefix of its draw labels, the free-spin multiplier. */
export interface SpinPlan {
  readonly set: CompiledSet;
  readonly label: string;
  readonly multiplier: number;
}
