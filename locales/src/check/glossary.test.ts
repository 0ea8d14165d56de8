import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../languages.ts';
import type { FlatMessages } from '../messages.ts';
import { checkGlossary } from './check-glossary.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const inAll = (word: string) => Object.fromEntries(LANGUAGES.map((language) => [language, [word]]));
const term = (words: Record<string, string[]>, except = {}) => ({
  note: 'A note.',
  words: { ...inAll('–'), ...words },
  except,
});
const SPIN = term({ en: ['spin', 'spins'], de: ['Drehung', 'dreh'] });
const FREE = term({ en: ['free spin', 'free spins'], de: ['Freispiel'] });

function faultsOf(glossary: unknown, en: FlatMessages = {}, de: FlatMessages = {}): string[] {
  const root = mkdtempSync(join(tmpdir(), 'glossary-'));
  folders.push(root);
  if (glossary !== undefined) writeFileSync(join(root, 'glossary.json'), JSON.stringify(glossary));
  return checkGlossary(root, [{ namespace: 'x', messages: { en, de } }]).map(
    ({ file, key, what }) => `${file} ${key}: ${what}`,
  );
}
const withTerms = (terms: object, avoid = {}) => ({ terms, avoid, same: {} });
const both = withTerms({ spin: SPIN, free: FREE });

describe('checkGlossary', () => {
  it('accepts the term or a stem of it, in any case and inside a word', () => {
    expect(faultsOf(both, { a: 'Spin', b: 'Two spins' }, { a: 'Drehung', b: 'Zweimal gedreht' })).toEqual([]);
  });

  it('names a translation that says it otherwise', () => {
    expect(faultsOf(both, { a: 'Spin' }, { a: 'Runde' })).toEqual([
      'de/x.json a: does not say "Drehung" for "spin"',
    ]);
  });

  it('takes the longest term, whole words, and words only', () => {
    expect(
      faultsOf(both, { a: 'A free spin', b: 'spinning', c: '{spin}' }, { a: 'Freispiel', b: 'x', c: 'y' }),
    ).toEqual([]);
    expect(faultsOf(both, { a: 'Free spins' }, { a: 'Drehungen' })).toEqual([
      'de/x.json a: does not say "Freispiel" for "free"',
    ]);
  });

  it('looks into plurals', () => {
    const en = { a: '{n, plural, one {# spin} other {# spins}}' };
    expect(faultsOf(both, en, { a: '{n, plural, one {# Dreh} other {# Drehs}}' })).toEqual([]);
    expect(faultsOf(both, en, { a: '{n, plural, one {# x} other {# x}}' })).toHaveLength(1);
  });

  it('allows an exception that is needed, and no other', () => {
    const glossary = withTerms({ spin: term({ en: ['spin'], de: ['Drehung'] }, { 'x:a': ['de'] }) });
    expect(faultsOf(glossary, { a: 'Spin' }, { a: 'Los' })).toEqual([]);
    expect(faultsOf(glossary, { a: 'Spin' }, { a: 'Drehung' })).toEqual([
      'de/x.json a: needs no exception from "spin"',
    ]);
    expect(faultsOf(glossary, { a: 'Go' }, { a: 'Los' })).toEqual([
      'glossary.json spin: has an exception for "x:a", which does not use it',
    ]);
  });

  it('names words that a language must not use, at the start of a word only', () => {
    const glossary = withTerms({}, { de: { casino: 'a law' }, en: { almost: 'a rule' } });
    expect(faultsOf(glossary, { a: 'Almost!' }, { a: 'Casinospiele', b: 'Picasino' })).toEqual([
      'en/x.json a: says "almost…"',
      'de/x.json a: says "casino…"',
    ]);
  });

  it.each([
    [undefined, 'null: is missing'],
    [{}, 'null: is not { "terms": {…}, "avoid": {…}, "same": {…} }'],
    [withTerms({}, { de: ['casino'] }), 'null: is not { "terms": {…}, "avoid": {…}, "same": {…} }'],
    [withTerms({ spin: { ...SPIN, note: '' } }), 'spin: has no note'],
    [
      withTerms({ spin: { ...SPIN, except: ['x:a'] } }),
      'spin: "except" is not { "namespace:key": ["language"] }',
    ],
    [withTerms({ spin: { ...SPIN, words: { ...SPIN.words, pl: [] } } }), 'spin: has no words in pl'],
    [
      withTerms({ spin: { ...SPIN, words: { ...SPIN.words, xx: ['x'] } } }),
      'spin: has words in the unknown language "xx"',
    ],
  ])('refuses a glossary that is incomplete: %#', (glossary, fault) => {
    expect(faultsOf(glossary)).toEqual([`glossary.json ${fault}`]);
  });
});
