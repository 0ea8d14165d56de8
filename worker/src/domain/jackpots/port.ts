import type { JackpotOffer, JackpotView } from '@roundgate/contract';
import { meterPpm, payable } from './pool.ts';

/** A hit as the game server drew it, to be paid by its pool. */
export interface Claim {
  /** `uid:j`: the same for every attempt. */
  readonly key: string;
  readonly gameId: string;
  readonly currency: string;
  readonly run: number;
}

/**
 * A pool's answer to a claim, for ever the same under one key. `missed` = that run was won already; `refused` = given
 * back before, or no meter of this game.
 */
export type ClaimAnswer =
  | { readonly kind: 'won'; readonly amountMinor: number }
  | { readonly kind: 'missed' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown'; readonly why: string };

/** The pools as the round machine sees them. Never throws: what is not a clear answer is *unknown*. */
export interface JackpotPort {
  /** The running meters of a game in a currency; none when they cannot be had: a spin does not wait for them. */
  offers(gameId: string, currency: string): Promise<readonly JackpotOffer[]>;
  claim(jackpotId: string, claim: Claim): Promise<ClaimAnswer>;
  /** Gives a claim back, or makes it impossible; false when that is not certain. */
  release(jackpotId: string, key: string): Promise<boolean>;
}

/** What a game server is told of the meters of one game and currency. */
export const offersOf = (views: readonly JackpotView[], currency: string): JackpotOffer[] =>
  views
    .filter((view) => view.state === 'running' && view.currency === currency)
    .slice(0, MOST_OFFERS)
    .map((view) => ({
      jackpot_id: view.jackpot_id,
      run: view.run,
      meter_minor: payable(view.totals, view.trigger),
      contribution_ppm: view.contribution_ppm,
      meter_ppm: meterPpm(view),
      trigger: view.trigger,
    }));
/** As many as one spin can tell the contributions of. */
const MOST_OFFERS = 10;
