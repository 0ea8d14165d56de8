import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pack } from '../../scripts/words.ts';
import { LoaderFault } from '../verifier/fault.ts';
import { pinOf, Words } from './words.ts';
import { unpack, wordsFile } from './words-file.ts';

const pin = (content: Uint8Array<ArrayBuffer>): string =>
  pinOf(createHash('sha256').update(content).digest('hex'));
const named = (language: string, content: Uint8Array<ArrayBuffer>): string =>
  wordsFile(language, pin(content));
const EN = pack(JSON.stringify(['18 and over']));
const DE = pack(JSON.stringify(['Ab {age} Jahren']));

/** What the server, or whoever answers in its place, says for each file. */
const answers = new Map<string, Uint8Array<ArrayBuffer>>();

beforeEach(() => {
  answers.clear();
  answers.set(named('en', EN), EN).set(named('de', DE), DE);
  vi.stubGlobal('__WORDS__', { en: pin(EN), de: pin(DE) });
  vi.stubGlobal('__WORD_KEYS__', 'label');
  vi.stubGlobal('fetch', async (url: string) => new Response(answers.get(url) ?? ''));
});
afterEach(() => vi.unstubAllGlobals());

describe('a file of words', () => {
  it.each([['Ελλάδα… «18+»'], ['Україна, ґ'], ['हिन्दी'], ['Für ₤ and 😀'], ['plain']])(
    'reads as it was written: %s',
    (text) => {
      expect(JSON.parse(unpack(pack(JSON.stringify([text]))))).toEqual([text]);
    },
  );
});

describe('the words of a language', () => {
  it('are those of the file whose name holds their hash', async () => {
    const words = new Words();
    await words.use('de-AT');
    expect([words.language, words.say('label', { age: '18' })]).toEqual(['de', 'Ab 18 Jahren']);
  });

  it('that a cache has changed are not shown: English stands in for them, or the language before', async () => {
    answers.set(named('de', DE), pack(JSON.stringify(['Für alle'])));
    const words = new Words();
    await words.use('de');
    expect([words.language, words.say('label')]).toEqual(['en', '18 and over']);
    await words.use('de');
    expect(words.say('label')).toBe('18 and over');
  });

  it('that cannot be had in any language end the launch', async () => {
    answers.clear();
    await expect(new Words().use('de')).rejects.toThrow(LoaderFault);
  });
});
