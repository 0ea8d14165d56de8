import { CURRENCIES, type Currency, type FxRate } from '@roundgate/contract';
import { decimal, multiply, type Rational, whole } from './rational.ts';

/** Thrown when a currency was played in and nobody said what it is worth. */
export class RateMissingError extends Error {
  readonly code = 'RATE_MISSING';
}

/**
 * The newest rate of a day or before that was known when the books were closed, else the first that was entered after;
 * null when both currencies are the same.
 */
export function rateOn(
  rates: readonly FxRate[],
  base: Currency,
  quote: Currency,
  day: string,
  knownBy: string,
): FxRate | null {
  if (base === quote) return null;
  const known = rates.filter((rate) => rate.base === base && rate.quote === quote && rate.day <= day);
  const inTime = known.filter(({ entered_on }) => entered_on <= knownBy);
  const first = known.map(({ entered_on }) => entered_on).sort()[0];
  const usable = inTime.length > 0 ? inTime : known.filter(({ entered_on }) => entered_on === first);
  const newest = usable.reduce<FxRate | undefined>(
    (best, rate) => (best && best.day >= rate.day ? best : rate),
    undefined,
  );
  if (!newest) throw new RateMissingError(`there is no rate of ${base} in ${quote} up to ${day}`);
  return newest;
}

/** Minor units of one currency in minor units of another, exactly. */
export function convert(amountMinor: number, from: Currency, rate: FxRate | null): Rational {
  const amount = whole(amountMinor);
  if (!rate) return amount;
  const shift = CURRENCIES[rate.quote] - CURRENCIES[from];
  const scale: Rational =
    shift >= 0 ? { top: 10n ** BigInt(shift), bottom: 1n } : { top: 1n, bottom: 10n ** BigInt(-shift) };
  return multiply(multiply(amount, decimal(rate.rate)), scale);
}
