import { CURRENCIES, type Currency, decimalText, money } from '@roundgate/contract';

/**
 * How a wallet writes an amount: `minor` = integer minor units; `scaled-100000` = integer hundred-thousandths of the
 * currency's unit; `decimal` = decimal text such as "12.34", read back from text or from a JSON number's own digits.
 */
export type AmountForm = 'minor' | 'scaled-100000' | 'decimal';
export type WireAmount = number | string;

const SCALED_DIGITS = 5;
const DECIMAL = /^(-?)(\d{1,16})(?:\.(\d{1,12}))?$/;

/** One minor unit in hundred-thousandths: a power of ten, so that all arithmetic is on integers. */
const perMinor = (currency: Currency): number => 10 ** (SCALED_DIGITS - CURRENCIES[currency]);

/** An amount as the wallet writes it. Throws `InexactAmountError` when the wallet's form cannot hold it exactly. */
export function toWire(amountMinor: number, currency: Currency, form: AmountForm): WireAmount {
  if (form === 'decimal') return decimalText(money(amountMinor, currency));
  const factor = form === 'minor' ? 1 : perMinor(currency);
  return money(amountMinor * factor, currency).amount_minor;
}

/** An amount in minor units; `exact` is false when the wallet told a part of a minor unit, which is cut off. */
export interface ReadAmount {
  readonly amountMinor: number;
  readonly exact: boolean;
}

function fromDecimal(value: unknown, currency: Currency): ReadAmount | undefined {
  const match = DECIMAL.exec(typeof value === 'number' || typeof value === 'string' ? String(value) : '');
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const exponent = CURRENCIES[currency];
  const digits = Number(whole + fraction.padEnd(exponent, '0').slice(0, exponent));
  // Zero has one sign only: -0 is another value to whoever compares.
  const amountMinor = sign && digits > 0 ? -digits : digits;
  return Number.isSafeInteger(digits)
    ? { amountMinor, exact: /^0*$/.test(fraction.slice(exponent)) }
    : undefined;
}

function fromInteger(value: unknown, factor: number): ReadAmount | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return undefined;
  const rest = value % factor;
  const amountMinor = (value - rest) / factor;
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, exact: rest === 0 };
}

/** Reads an amount that a wallet told; undefined when it is not of the wallet's form. */
export function fromWire(value: unknown, currency: Currency, form: AmountForm): ReadAmount | undefined {
  if (form === 'decimal') return fromDecimal(value, currency);
  return fromInteger(value, form === 'minor' ? 1 : perMinor(currency));
}

/** `JSON.parse` that keeps a number which is no exact integer as the text that the sender wrote: no digit is lost. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? null) : value,
  );
}
