import { describe, expect, it } from 'vitest';
import { formattingLocale, LANGUAGE_NAMES, LANGUAGES, resolveLanguage } from './languages.ts';

describe('LANGUAGES', () => {
  it('are tags as Intl writes them, each with a name of its own', () => {
    expect(Intl.getCanonicalLocales([...LANGUAGES])).toEqual(LANGUAGES);
    expect(new Set(Object.values(LANGUAGE_NAMES)).size).toBe(LANGUAGES.length);
  });

  it('are known to Intl, so that plurals and amounts are their own and not English', () => {
    expect(Intl.PluralRules.supportedLocalesOf([...LANGUAGES])).toEqual(LANGUAGES);
    expect(Intl.NumberFormat.supportedLocalesOf([...LANGUAGES])).toEqual(LANGUAGES);
  });
});

describe('resolveLanguage', () => {
  it.each([
    ['de-AT', 'de'],
    ['de-CH', 'de'],
    ['fr-BE', 'fr'],
    ['fr-CA', 'fr'],
    ['en-CA', 'en'],
    ['es_MX', 'es'],
    ['UK', 'uk'],
    ['pt-BR', 'pt-BR'],
    ['pt_br', 'pt-BR'],
    ['pt-PT', 'pt-PT'],
    ['pt', 'pt-PT'],
    ['pt-AO', 'pt-PT'],
  ])('takes the best file for %s: %s', (locale, language) => {
    expect(resolveLanguage(locale)).toBe(language);
  });

  it('takes the first of a list that has messages', () => {
    expect(resolveLanguage(['ja-JP', 'hi-IN', 'en'])).toBe('hi');
  });

  it('falls back to the source language', () => {
    expect(resolveLanguage('ja')).toBe('en');
    expect(resolveLanguage([])).toBe('en');
    expect(resolveLanguage('')).toBe('en');
  });
});

describe('formattingLocale', () => {
  it.each([
    ['de-CH', 'de-CH'],
    ['fr-BE', 'fr-BE'],
    ['en-CA', 'en-CA'],
    ['el', 'el'],
    ['pt-BR', 'pt-BR'],
    ['pt', 'pt-PT'],
    ['ja-JP', 'en'],
    ['es_MX', 'es'],
    ['', 'en'],
  ])('gives %s the numbers of %s', (locale, expected) => {
    expect(formattingLocale(locale)).toBe(expected);
  });
});
