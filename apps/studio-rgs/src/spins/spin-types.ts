import type { Currency, JackpotOffer, SpinType } from '@roundgate/contract';
import type { LoggedDraw } from '../rng/round-rng.ts';
import type { SessionFacts } from '../sessions/session-facts.ts';
import type { NonceClaim } from '../storage/nonces.ts';

/** A spin that is asked for. */
export interface SpinOrder {
  readonly key: string;
  readonly spinId: string;
  readonly roundId: string;
  readonly session: SessionFacts;
  readonly stakeMinor: number;
  readonly currency: Currency;
  readonly spinType: SpinType;
  /** The meters that the spin may play for; no part of the bet. */
  readonly jackpots: readonly JackpotOffer[];
  /** The packet that a free spin is taken from; empty for every other. */
  readonly grantId: string;
}

/** A drawn spin as it is stored: what was asked, how it was drawn, what came of it. */
export interface StoredSpin extends Omit<SpinOrder, 'jackpots'> {
  readonly nonce: string;
  readonly seedId: string;
  readonly mechanicsVersion: string;
  readonly modelHash: string;
  /** JSON of {@link Outcome}; text, so that it is the same bytes for ever. */
  readonly outcomeJson: string;
  /** JSON of the draw log, `[label, bound, value]` each; empty in rows that are older than the log. */
  readonly drawsJson: string;
  /** JSON of the {@link JackpotPlay}s that it was drawn with; empty when it played for none. */
  readonly jackpotsJson: string;
  readonly drawnMs: number;
}

/** A key to be closed without a bet. */
export interface VoidOrder {
  readonly key: string;
  readonly sessionId: string;
  readonly roundId: string;
  readonly ifDrawn: 'keep' | 'discard';
  readonly reason: string;
}

/** What every call of a shard carries besides its order. */
export interface CallFacts {
  readonly nonce: NonceClaim;
  readonly nowMs: number;
}

/** What came of a spin. Everything but `drawn` leaves nothing behind. */
export type SpinAnswer =
  | { readonly kind: 'drawn'; readonly spin: StoredSpin; readonly replayed: boolean }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'stake_not_allowed'; readonly detail: string }
  | { readonly kind: 'currency_not_allowed' }
  | { readonly kind: 'cannot_draw'; readonly detail: string }
  | { readonly kind: 'nonce_replayed' };

/** What came of a void. */
export type VoidAnswer =
  /** `jackpotId`: the meter that the voided draw had hit. */
  | { readonly kind: 'voided'; readonly jackpotId: string | null }
  | { readonly kind: 'already_drawn' | 'other_round' | 'nonce_replayed' };

/** What came of a replay. `outcomeJson` and `draws` are those of the draw made now. */
export type ReplayAnswer =
  | {
      readonly kind: 'replayed';
      readonly spin: StoredSpin;
      readonly outcomeJson: string;
      readonly draws: readonly LoggedDraw[];
      readonly matches: boolean;
      readonly voided: boolean;
    }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'cannot_draw'; readonly detail: string }
  | { readonly kind: 'nonce_replayed' };
