import { z } from 'zod';

/** ISO 4217 codes the product knows, with their exponent: digits after the decimal point. */
export const CURRENCIES = {
  AUD: 2,
  BGN: 2,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  COP: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HUF: 2,
  INR: 2,
  ISK: 0,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  KZT: 2,
  MXN: 2,
  NOK: 2,
  NZD: 2,
  PEN: 2,
  PLN: 2,
  RON: 2,
  RSD: 2,
  SEK: 2,
  TND: 3,
  TRY: 2,
  UAH: 2,
  USD: 2,
  ZAR: 2,
} as const;

/** A known ISO 4217 code. */
export type Currency = keyof typeof CURRENCIES;
/** Digits after the decimal point of one currency, as a literal type. */
export type Exponent<C extends Currency> = (typeof CURRENCIES)[C];

/**
 * An amount in integer minor units. The currency is part of the type, so that two currencies cannot be added
 * (spec P3). Distributes over a union of currencies.
 */
export type Money<C extends Currency = Currency> = C extends Currency
  ? { readonly amount_minor: number; readonly currency: C; readonly exponent: Exponent<C> }
  : never;

/** The largest single amount accepted on the wire; sums of a million such stay exact in a double. */
export const MAX_AMOUNT_MINOR = 1_000_000_000;

/** Thrown when two amounts of different currencies meet. */
export class CurrencyMismatchError extends Error {
  readonly code = 'CURRENCY_MISMATCH';
  constructor(left: Currency, right: Currency) {
    super(`amounts in ${left} and ${right} cannot be combined`);
  }
}

/** Thrown when an amount is not an integer that a double holds exactly. */
export class InexactAmountError extends Error {
  readonly code = 'INEXACT_AMOUNT';
}

/** Makes an amount; throws {@link InexactAmountError} unless `amountMinor` is a safe integer. */
export function money<C extends Currency>(amountMinor: number, currency: C): Money<C> {
  if (!Number.isSafeInteger(amountMinor))
    throw new InexactAmountError(`${amountMinor} is not a safe integer`);
  return { amount_minor: amountMinor, currency, exponent: CURRENCIES[currency] } as Money<C>;
}

/** Sum of two amounts of one currency; throws {@link CurrencyMismatchError} at run time too. */
export function addMoney<C extends Currency>(left: Money<C>, right: NoInfer<Money<C>>): Money<C> {
  if (left.currency !== right.currency) throw new CurrencyMismatchError(left.currency, right.currency);
  return money(left.amount_minor + right.amount_minor, left.currency) as Money<C>;
}

/** Difference of two amounts of one currency; may be negative. */
export function subtractMoney<C extends Currency>(left: Money<C>, right: NoInfer<Money<C>>): Money<C> {
  return addMoney(left, { ...right, amount_minor: -right.amount_minor } as Money<C>);
}

/** True when both currency and amount agree. */
export const sameMoney = (left: Money, right: Money): boolean =>
  left.currency === right.currency && left.amount_minor === right.amount_minor;

/** Decimal text such as "12.34", exact: digits are moved, nothing is divided. */
export function decimalText(amount: Money): string {
  const sign = amount.amount_minor < 0 ? '-' : '';
  const digits = String(Math.abs(amount.amount_minor)).padStart(amount.exponent + 1, '0');
  if (amount.exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -amount.exponent)}.${digits.slice(-amount.exponent)}`;
}

/** The amount as people of `locale` write it. Only for display. */
export function formatMoney(amount: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency });
  return format.format(decimalText(amount) as Intl.StringNumericLiteral);
}

const CURRENCY_CODES = Object.keys(CURRENCIES) as [Currency, ...Currency[]];
/** Schema of a known currency code. */
export const CurrencyCode = z.enum(CURRENCY_CODES).meta({ description: 'ISO 4217 code' });

const minor = z.number().int('must be an integer number of minor units').max(MAX_AMOUNT_MINOR);
const moneyShape = (amount: z.ZodNumber, id: string) => {
  const shape = z
    .strictObject({
      amount_minor: amount,
      currency: CurrencyCode,
      exponent: z
        .number()
        .int()
        .min(0)
        .max(3)
        .meta({ description: 'Digits after the decimal point (ISO 4217)' }),
    })
    .refine((value) => CURRENCIES[value.currency] === value.exponent, {
      path: ['exponent'],
      message: 'is not the ISO 4217 exponent of this currency',
    })
    .meta({ id });
  return shape as unknown as z.ZodType<Money, Money>;
};

/** Zero or more minor units. */
export const MoneySchema = moneyShape(minor.min(0, 'must not be negative'), 'Money');
/** At least one minor unit. */
export const PositiveMoneySchema = moneyShape(
  minor.min(1, 'must be at least one minor unit'),
  'PositiveMoney',
);
/** At least one minor unit and no other bound but exactness: what a session's own balance may have grown to. */
export const PositiveBalanceSchema = moneyShape(
  z.number().int().min(1, 'must be at least one minor unit').max(Number.MAX_SAFE_INTEGER),
  'PositiveBalance',
);
/** A balance or net position: no bound but exactness, may be negative. */
export const BalanceSchema = moneyShape(
  z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  'Balance',
);
