import { describe, expect, it } from 'vitest';
import { amountText, decimalText, percentDigits, percentText } from './amounts.ts';

describe('amounts', () => {
  it.each([
    [0, 2, '0.00'],
    [5, 2, '0.05'],
    [-1234, 2, '-12.34'],
    [7, 0, '7'],
    [1_005, 3, '1.005'],
    [Number.MAX_SAFE_INTEGER, 2, '90071992547409.91'],
  ])('%d with exponent %d is %s', (amount, exponent, text) => {
    expect(decimalText(amount, exponent)).toBe(text);
  });

  it('refuses an amount that is not exact', () => {
    expect(() => decimalText(0.1, 2)).toThrow(RangeError);
    expect(() => decimalText(2 ** 53, 2)).toThrow(RangeError);
  });

  it('are written as the locale writes money', () => {
    const style = { currency: 'EUR', exponent: 2 };
    expect(amountText(123456, { ...style, locale: 'en' })).toBe('€1,234.56');
    expect(amountText(123456, { ...style, locale: 'de' })).toBe('1.234,56\u00a0€');
    expect(amountText(12345600, { currency: 'INR', exponent: 2, locale: 'hi' })).toBe('₹1,23,456.00');
  });

  // Only the kind of space between digits may differ between versions of ICU.
  const plain = (text: string) => text.replaceAll(/\s/g, ' ');
  it.each([
    ['en', '€1,234,567.89', '96.00%'],
    ['de', '1.234.567,89 €', '96,00 %'],
    ['uk', '1 234 567,89 EUR', '96,00%'],
    ['hi', '€12,34,567.89', '96.00%'],
    ['es', '1.234.567,89 €', '96,00 %'],
    ['fr', '1 234 567,89 €', '96,00 %'],
    ['it', '1.234.567,89 €', '96,00%'],
    ['nl', '€ 1.234.567,89', '96,00%'],
    ['sv', '1 234 567,89 €', '96,00 %'],
    ['da', '1.234.567,89 €', '96,00 %'],
    ['cs', '1 234 567,89 €', '96,00 %'],
    ['ro', '1.234.567,89 EUR', '96,00 %'],
    ['el', '1.234.567,89 €', '96,00%'],
    ['pt-PT', '1 234 567,89 €', '96,00%'],
    ['pt-BR', '€ 1.234.567,89', '96,00%'],
    ['pl', '1 234 567,89 €', '96,00%'],
    ['fr-BE', '1 234 567,89 €', '96,00 %'],
    ['en-CA', '€1,234,567.89', '96.00%'],
  ])('are written in %s as %s, and shares as %s', (locale, amount, share) => {
    expect(plain(amountText(123_456_789, { currency: 'EUR', exponent: 2, locale }))).toBe(amount);
    expect(plain(percentText('0.9600', locale))).toBe(share);
  });

  it('keep the last digit of the largest amount', () => {
    const text = amountText(Number.MAX_SAFE_INTEGER, { currency: 'EUR', exponent: 2, locale: 'en' });
    expect(text).toBe('€90,071,992,547,409.91');
  });
});

describe('RTP', () => {
  it.each([
    ['0.9600', '96.00'],
    ['0.96', '96'],
    ['0.965', '96.5'],
    ['0.94123', '94.123'],
    ['0.9', '90'],
    ['1.00', '100'],
    ['0.0512', '5.12'],
  ])('%s is %s percent', (share, digits) => {
    expect(percentDigits(share)).toBe(digits);
  });

  it('keeps every digit in any locale', () => {
    expect(percentText('0.9600', 'en')).toBe('96.00%');
    expect(percentText('0.94123', 'de')).toBe('94,123\u00a0%');
  });

  it('refuses what is no share', () => {
    expect(() => percentDigits('96%')).toThrow(RangeError);
  });
});
