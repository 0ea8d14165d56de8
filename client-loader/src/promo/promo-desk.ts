import type { FreeSpinsOffer, GameMeter, PromoNews, RoundResult } from '@roundgate/contract';
import type { WonMemory } from './won.ts';

/** What is free to play and what is played for, as the game is told it: as a whole, whenever a part has changed. */
export class PromoDesk {
  readonly #won: WonMemory;
  readonly #tell: (promo: PromoNews) => void;
  #offers: readonly FreeSpinsOffer[] = [];
  #meters: readonly GameMeter[] = [];
  #told = JSON.stringify({ free_spins: [], jackpots: [] });

  constructor(won: WonMemory, tell: (promo: PromoNews) => void) {
    this.#won = won;
    this.#tell = tell;
  }

  /** The gateway's word on what may be played. */
  hearOffers(offers: readonly FreeSpinsOffer[]): void {
    this.#won.keepOnly(offers.map(({ grant_id }) => grant_id));
    this.#offers = offers;
    this.#send();
  }

  hearMeters(meters: readonly GameMeter[]): void {
    this.#meters = meters;
    this.#send();
  }

  /** A free round was paid. The game counts it itself: what it is told here is for the next start. */
  hearRound(grantId: string | undefined, { win }: Pick<RoundResult, 'win'>): void {
    if (grantId) this.#won.add(grantId, win.amount_minor);
  }

  #send(): void {
    const free_spins = this.#offers.map((offer) => ({ ...offer, won_minor: this.#won.of(offer.grant_id) }));
    const promo = { free_spins, jackpots: [...this.#meters] };
    const text = JSON.stringify(promo);
    if (text === this.#told) return;
    this.#told = text;
    this.#tell(promo);
  }
}
