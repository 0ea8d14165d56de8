import { describe, expect, it } from 'vitest';
import { resolveLanguage } from './languages.ts';

describe('resolveLanguage', () => {
  it('drops the region', () => {
    expect(resolveLanguage('de-AT')).toBe('de');
    expect(resolveLanguage('es_MX')).toBe('es');
    expect(resolveLanguage('UK')).toBe('uk');
  });

  it('takes the first of a list that has messages', () => {
    expect(resolveLanguage(['fr-FR', 'hi-IN', 'en'])).toBe('hi');
  });

  it('falls back to the source language', () => {
    expect(resolveLanguage('fr')).toBe('en');
    expect(resolveLanguage([])).toBe('en');
    expect(resolveLanguage('')).toBe('en');
  });
});
