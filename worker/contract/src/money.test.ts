import { describe, expect, it } from 'vitest';
import {
  addMoney,
  BalanceSchema,
  CURRENCIES,
  type Currency,
  CurrencyMismatchError,
  decimalText,
  formatMoney,
  InexactAmountError,
  MAX_AMOUNT_MINOR,
  type Money,
  MoneySchema,
  money,
  PositiveMoneySchema,
  sameMoney,
  subtractMoney,
} from './money.ts';

const currencies = Object.keys(CURRENCIES) as Currency[];

/** A small seeded generator; the seed stands in the failure. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('money', () => {
  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 0.1 + 0.2])(
    'refuses %d',
    (amount) => {
      expect(() => money(amount, 'EUR')).toThrow(InexactAmountError);
    },
  );

  it('takes its exponent from the currency', () => {
    expect([money(1, 'EUR'), money(1, 'JPY'), money(1, 'KWD')].map(({ exponent }) => exponent)).toEqual([
      2, 0, 3,
    ]);
  });

  it('knows each currency with the decimals that ICU knows', () => {
    // ICU shows some currencies without the decimals that ISO 4217 gives them.
    const shownWithout = new Set<Currency>(['COP', 'HUF', 'KZT', 'RSD']);
    for (const currency of currencies.filter((code) => !shownWithout.has(code))) {
      const { maximumFractionDigits } = new Intl.NumberFormat('en', {
        style: 'currency',
        currency,
      }).resolvedOptions();
      expect([currency, CURRENCIES[currency]]).toEqual([currency, maximumFractionDigits]);
    }
  });
});

describe('addMoney and subtractMoney', () => {
  it('refuse two currencies at run time too', () => {
    const left: Money = money(1, 'EUR');
    const right: Money = money(1, 'USD');
    expect(() => addMoney(left, right as never)).toThrow(CurrencyMismatchError);
    expect(() => subtractMoney(left, right as never)).toThrow('amounts in EUR and USD');
  });

  it('refuse a sum that a double cannot hold', () => {
    const most = money(Number.MAX_SAFE_INTEGER, 'EUR');
    expect(() => addMoney(most, money(1, 'EUR'))).toThrow(InexactAmountError);
  });

  it('undo each other for any amounts', () => {
    const seed = Date.now() % 1_000_000;
    const random = mulberry32(seed);
    for (let count = 0; count < 1000; count += 1) {
      const left = money(Math.floor(random() * 2 * MAX_AMOUNT_MINOR) - MAX_AMOUNT_MINOR, 'EUR');
      const right = money(Math.floor(random() * MAX_AMOUNT_MINOR), 'EUR');
      expect(subtractMoney(addMoney(left, right), right), `seed ${seed}`).toEqual(left);
    }
  });

  it('stay exact over a million of the largest amounts', () => {
    expect(Number.isSafeInteger(MAX_AMOUNT_MINOR * 1_000_000)).toBe(true);
  });
});

describe('sameMoney', () => {
  it('compares currency and amount', () => {
    expect(sameMoney(money(1, 'EUR'), money(1, 'EUR'))).toBe(true);
    expect(sameMoney(money(1, 'EUR'), money(1, 'USD'))).toBe(false);
    expect(sameMoney(money(1, 'EUR'), money(2, 'EUR'))).toBe(false);
  });
});

describe('decimalText', () => {
  it.each([
    [money(0, 'EUR'), '0.00'],
    [money(5, 'EUR'), '0.05'],
    [money(-5, 'EUR'), '-0.05'],
    [money(1234, 'EUR'), '12.34'],
    [money(100, 'JPY'), '100'],
    [money(1, 'KWD'), '0.001'],
    [money(-12345, 'KWD'), '-12.345'],
    [money(Number.MAX_SAFE_INTEGER, 'EUR'), '90071992547409.91'],
  ])('moves digits only: %j → %s', (amount, text) => {
    expect(decimalText(amount)).toBe(text);
  });
});

describe('formatMoney', () => {
  it('writes amounts as people of the locale do, exactly', () => {
    const plain = (amount: Money, locale: string) => formatMoney(amount, locale).replaceAll(/\s/g, ' ');
    expect(plain(money(123456, 'EUR'), 'de')).toBe('1.234,56 €');
    expect(plain(money(123456, 'UAH'), 'uk')).toContain('1 234,56');
    expect(plain(money(12345678, 'INR'), 'hi')).toBe('₹1,23,456.78');
    expect(plain(money(1500, 'JPY'), 'en')).toBe('¥1,500');
    expect(plain(money(Number.MAX_SAFE_INTEGER, 'EUR'), 'en')).toBe('€90,071,992,547,409.91');
  });
});

describe('schemas', () => {
  it('differ in the smallest amount only', () => {
    const zero = money(0, 'EUR');
    const debt = money(-1, 'EUR');
    const accepts = (amount: Money) =>
      [PositiveMoneySchema, MoneySchema, BalanceSchema].map((schema) => schema.safeParse(amount).success);
    expect(accepts(money(1, 'EUR'))).toEqual([true, true, true]);
    expect(accepts(zero)).toEqual([false, true, true]);
    expect(accepts(debt)).toEqual([false, false, true]);
  });

  it('accept every currency with its own exponent and no other', () => {
    for (const currency of currencies)
      for (const exponent of [0, 1, 2, 3])
        expect(MoneySchema.safeParse({ amount_minor: 1, currency, exponent }).success).toBe(
          exponent === CURRENCIES[currency],
        );
  });
});
