import type { StoredEvent } from '@roundgate/contract';
import type { Stack } from '../fixtures/stack.ts';
import type { LoadPlayer } from './player.ts';

/** What a run plays for, and how many will play how long; a promo chooses its odds by it. */
export interface LoadPlan {
  readonly players: number;
  readonly minutes: number;
}
/** One request for a spin. */
export interface SpinWish {
  readonly stakeMinor: number;
  readonly spinType: 'cash' | 'free';
  readonly grantId?: string;
}

/** One sort of promotion under load. Each lives in a file of its own; the run knows nothing else of it. */
export interface Promo {
  /** Before anyone plays. */
  prepare(stack: Stack, plan: LoadPlan): Promise<void>;
  /** When a player has a session. */
  welcome?(stack: Stack, playerId: string, index: number): Promise<void>;
  /** When all have a session, before the first spin. */
  begin?(stack: Stack, plan: LoadPlan, players: readonly LoadPlayer[]): Promise<void>;
  /** A spin that this player would rather make than one in cash. */
  wish?(playerId: string): SpinWish | undefined;
  /** The wish came to this end; a spin that ended without a bet may be wished again. */
  spent?(wish: SpinWish, playerId: string, finished: boolean): void;
  /** When all have played: waits for what the promo itself has still to do. */
  settle?(stack: Stack): Promise<void>;
  /** What does not hold afterwards, a sentence each, by its own operations and all stored events. */
  faults?(stack: Stack, events: readonly StoredEvent[]): Promise<string[]>;
}
