import { CURRENCIES, type Currency, MAX_AMOUNT_MINOR } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../sha256.ts';
import { type AmountForm, fromWire, parseExact, toWire } from './amounts.ts';
import { uuidFromKey } from './uuid-from-key.ts';

const FORMS: readonly AmountForm[] = ['minor', 'scaled-100000', 'decimal'];
const currencies = Object.keys(CURRENCIES) as Currency[];

describe('an amount on the wire', () => {
  it.each(FORMS)('as %s comes back exactly in every currency', (form) => {
    for (const currency of currencies)
      for (const amountMinor of [0, 1, 9, 10, 99, 100, 12_345, MAX_AMOUNT_MINOR]) {
        const wire = parseExact(JSON.stringify(toWire(amountMinor, currency, form)));
        expect(fromWire(wire, currency, form), `${amountMinor} ${currency}`).toEqual({
          amountMinor,
          exact: true,
        });
      }
  });

  it('is written by digits: 3.56 as 356000, in yen 356 as 35600000, in dinars 1.234 as 123400', () => {
    expect(toWire(356, 'EUR', 'scaled-100000')).toBe(356_000);
    expect(toWire(356, 'JPY', 'scaled-100000')).toBe(35_600_000);
    expect(toWire(1_234, 'KWD', 'scaled-100000')).toBe(123_400);
    expect(toWire(5, 'EUR', 'decimal')).toBe('0.05');
    expect(toWire(356, 'JPY', 'decimal')).toBe('356');
  });

  it('that the form cannot hold is refused instead of rounded', () => {
    expect(() => toWire(Number.MAX_SAFE_INTEGER, 'EUR', 'scaled-100000')).toThrow('not a safe integer');
    expect(() => toWire(0.5, 'EUR', 'minor')).toThrow('not a safe integer');
  });

  it('that tells a part of a minor unit is cut towards zero and says so', () => {
    expect(fromWire(-1_999, 'EUR', 'scaled-100000')).toEqual({ amountMinor: -1, exact: false });
    expect(fromWire('-0.019', 'EUR', 'decimal')).toEqual({ amountMinor: -1, exact: false });
    expect(fromWire('-0.001', 'EUR', 'decimal')).toEqual({ amountMinor: 0, exact: false });
  });

  it.each([
    null,
    undefined,
    true,
    {},
    [],
    '',
    ' 1',
    '+1',
    '1e3',
    '1,00',
    '.5',
    '1.',
    'NaN',
    '0x10',
    '99999999999999999',
  ])('of %j is no decimal amount', (value) => expect(fromWire(value, 'EUR', 'decimal')).toBeUndefined());

  it.each([null, undefined, true, '1', 1.5, Number.NaN, 2 ** 53])('of %j is no integer amount', (value) => {
    expect(fromWire(value, 'EUR', 'minor')).toBeUndefined();
    expect(fromWire(value, 'EUR', 'scaled-100000')).toBeUndefined();
  });

  it('keeps the digits that the sender wrote where a double would lose them', () => {
    expect(parseExact('{"a":0.1,"b":9007199254740993,"c":1.0,"d":[2.50]}')).toEqual({
      a: '0.1',
      b: '9007199254740993',
      c: 1,
      d: ['2.50'],
    });
  });
});

describe('a UUID of a key', () => {
  it('is always the same, has version 8 and the RFC variant, and differs for every key', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 1_000; index += 1) {
      const uuid = uuidFromKey(sha256Hex, `key-${index}:d`);
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(uuidFromKey(sha256Hex, `key-${index}:d`)).toBe(uuid);
      seen.add(uuid);
    }
    expect(seen.size).toBe(1_000);
  });
});
