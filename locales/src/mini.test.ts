import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { IntlMessageFormat } from 'intl-messageformat';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { readMessages } from './check/read-file.ts';
import { REVIEW_FILE } from './check/review.ts';
import { compileMessage, compileNamespace } from './compile.ts';
import { SAMPLE_MESSAGES } from './fixtures/messages.ts';
import { LANGUAGES, type Language } from './languages.ts';
import type { FlatMessages } from './messages.ts';
import { format, type MessageValues } from './mini.ts';

const NUMBERS = [
  0, 1, 2, 3, 4, 5, 11, 12, 21, 22, 25, 101, 1000, 1234567, 1_000_000, 0.5, 1.5, 0.9651, -1, -21,
];
const TEXTS = ['you', 'Ada', '', '10,00 €', '{n}', "d'or"];
const ROOT = resolve(import.meta.dirname, '..');

/** Names of every placeholder; a message is tried with each number and text in all of them. */
const namesIn = (message: string) => [
  ...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((hit) => hit[1] ?? '')),
];

function* sampleValues(message: string): Generator<MessageValues> {
  const names = namesIn(message);
  for (const number of NUMBERS) yield Object.fromEntries(names.map((name) => [name, number]));
  for (const text of TEXTS)
    for (const number of NUMBERS)
      yield Object.fromEntries(names.map((name) => [name, isNumeric(message, name) ? number : text]));
}

const isNumeric = (message: string, name: string) =>
  new RegExp(`\\{\\s*${name}\\s*,\\s*(plural|selectordinal|number)`).test(message);

/** Compares both formatters over every sample; returns how many were compared. */
function compareAll(messages: FlatMessages, language: Language): number {
  const compiled = compileNamespace(messages, language);
  let compared = 0;
  for (const [key, message] of Object.entries(messages)) {
    const reference = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    for (const values of sampleValues(message)) {
      const where = `${language} ${key} ${JSON.stringify(values)}`;
      expect(format(compiled, language, key, values), where).toBe(reference.format(values));
      compared += 1;
    }
  }
  return compared;
}

/** Every namespace file that is in the package now. */
const realFiles = LANGUAGES.flatMap((language) =>
  (existsSync(join(ROOT, language)) ? readdirSync(join(ROOT, language)) : [])
    .filter((name) => name.endsWith('.json') && name !== REVIEW_FILE)
    .map((name) => ({ language, file: `${language}/${name}` })),
);

describe('format', () => {
  it.each(LANGUAGES)('gives what intl-messageformat gives for every form in %s', (language) => {
    const compared = compareAll(SAMPLE_MESSAGES[language], language);
    expect(compared).toBeGreaterThan(100);
  });

  it.each(realFiles)(
    'gives what intl-messageformat gives for every message of $file',
    ({ language, file }) => {
      const { messages } = readMessages(ROOT, file);
      expect(messages).not.toBeNull();
      if (messages) compareAll(messages, language);
    },
  );

  it('shows the key of a message that is not there', () => {
    expect(format({}, 'en', 'error.network')).toBe('error.network');
    expect(format({}, 'en', 'constructor')).toBe('constructor');
  });

  it('throws when a value is missing, and names it', () => {
    const messages = { bet: compileMessage('Bet {stake}', 'en') };
    expect(() => format(messages, 'en', 'bet')).toThrow('no value for {stake}');
  });

  it('never reads a select case from the prototype', () => {
    const messages = { m: compileMessage('{who, select, a {A} other {B}}', 'en') };
    expect(format(messages, 'en', 'm', { who: 'toString' })).toBe('B');
  });

  it('is under 1 kB gzip', async () => {
    const output = await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, lib: { entry: join(ROOT, 'src/mini.ts'), formats: ['es'] }, minify: true },
    });
    const [result] = Array.isArray(output) ? output : [output];
    if (!result || !('output' in result)) throw new Error('vite gave no output');
    expect(gzipSync(result.output[0].code).length).toBeLessThan(1000);
  });
});

describe('compileMessage', () => {
  it('keeps a plain text as a string', () => {
    expect(compileMessage('Play', 'en')).toBe('Play');
  });

  it('refuses dates, unknown number styles and scales', () => {
    expect(() => compileMessage('{at, date, short}', 'en')).toThrow('hand it in as text');
    expect(() => compileMessage('{n, number, currency}', 'en')).toThrow('unknown style "currency"');
    expect(() => compileMessage('{n, number, ::scale/100}', 'en')).toThrow('scale it before');
  });

  it('names the key of a broken message', () => {
    expect(() => compileNamespace({ 'a.b': '{n, plural, one {x}' }, 'en')).toThrow('"a.b": is not valid ICU');
  });
});
