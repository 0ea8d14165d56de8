import { expect, it } from 'vitest';
import english from '../../locales/en/loader.json';
import document from '../docs/markets.md?raw';
import { DOCUMENT_MARK, renewed } from '../scripts/market-document.ts';
import { MARKETS } from '../src/domain/markets/catalogue.ts';

it('the document on markets says what the rules say (node worker/scripts/market-docs.ts)', () => {
  expect(document).toContain(DOCUMENT_MARK);
  expect(document).toBe(renewed(document));
});

it('every sentence that a market mandates has its words, in the document and in the loader', () => {
  const words: Readonly<Record<string, string>> = english;
  const keys = MARKETS.flatMap(({ rules }) => rules.warnings?.value ?? []);
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    const text = words[`warning.${key}`];
    expect(text).toBeTruthy();
    expect(document).toContain(`| \`warning.${key}\` | ${text} |`);
  }
});
