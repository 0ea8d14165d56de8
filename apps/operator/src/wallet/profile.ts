import type { Currency, RgFlags } from '@roundgate/contract';

/** What the operator knows of its player besides the money. */
export interface Profile {
  readonly country: string;
  /** The currency that the player plays with now; other balances stay where they are. */
  readonly currency: Currency;
  readonly locale: string;
  readonly flags: RgFlags;
  /** The session that the lobby opened last, for ending it. */
  readonly sessionId: string | null;
}

const OTHER_THAN_EURO: Readonly<Record<string, Currency>> = { GB: 'GBP', SE: 'SEK' };
/** Money follows the country. */
export const currencyOf = (country: string): Currency => OTHER_THAN_EURO[country] ?? 'EUR';

/** A visitor who was never here. */
export const newProfile = (locale: string): Profile => ({
  country: 'MT',
  currency: currencyOf('MT'),
  locale,
  flags: { self_excluded: false, blocked: false, time_limit_min: null },
  sessionId: null,
});
