import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { duplicateKeys } from './check/read-file.ts';
import { checkLocales, type Finding, main } from './check.ts';
import { LANGUAGES } from './languages.ts';

const roots: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** Writes files into a new folder of locales; a text is written as it is. */
function localesOf(files: Record<string, unknown>): string {
  const root = mkdtempSync(join(tmpdir(), 'locales-'));
  roots.push(root);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
}

/** The same namespace in every language, with some of them replaced. */
const everywhere = (content: unknown, but: Record<string, unknown> = {}) =>
  localesOf(Object.fromEntries(LANGUAGES.map((lang) => [`${lang}/x.json`, but[lang] ?? content])));

const errorsOf = (root: string) => checkLocales(root).filter(({ level }) => level === 'error');
const brief = ({ file, key, what }: Finding) => `${file} ${key}: ${what}`;

const SPINS = {
  en: { a: '{n, plural, one {# spin} other {# spins}}' },
  de: { a: '{n, plural, one {# Dreh} other {# Drehs}}' },
  hi: { a: '{n, plural, one {# स्पिन} other {# स्पिन मिले}}' },
  uk: { a: '{n, plural, one {# оберт} few {# оберти} many {# обертів} other {# оберту}}' },
  es: { a: '{n, plural, one {# tirada} many {# de tiradas} other {# tiradas}}' },
};

describe('checkLocales', () => {
  it('finds nothing in complete messages', () => {
    expect(checkLocales(everywhere(SPINS.en, SPINS))).toEqual([]);
  });

  it('names a missing key, with the text to translate', () => {
    const [finding, ...others] = errorsOf(everywhere({ a: '1', b: 'Play' }, { de: { a: '1' } }));
    expect(finding).toEqual({
      level: 'error',
      file: 'de/x.json',
      key: 'b',
      what: 'is missing',
      mend: 'translate: "Play"',
    });
    expect(others).toEqual([]);
  });

  it('names an extra key', () => {
    expect(errorsOf(everywhere({ a: '1' }, { hi: { a: '1', old: '2' } })).map(brief)).toEqual([
      'hi/x.json old: is not in en',
    ]);
  });

  it('names a missing file and a namespace without a source', () => {
    const root = localesOf({ 'en/x.json': { a: '1' }, 'de/y.json': { a: '1' } });
    expect(errorsOf(root).map(brief)).toEqual([
      'de/x.json null: is missing',
      'uk/x.json null: is missing',
      'hi/x.json null: is missing',
      'es/x.json null: is missing',
      'en/y.json null: is missing',
    ]);
  });

  it('refuses an empty folder', () => {
    expect(errorsOf(localesOf({})).map(brief)).toEqual(['en/ null: holds no messages']);
  });

  it('names broken ICU in the source and in a translation', () => {
    const findings = errorsOf(everywhere({ a: 'Hi {name}' }, { uk: { a: 'Привіт {name' } }));
    expect(findings.map(brief)).toEqual(['uk/x.json a: is not valid ICU: EXPECT_ARGUMENT_CLOSING_BRACE']);
    expect(errorsOf(everywhere({ a: '{name' })).map(({ file }) => file)).toHaveLength(LANGUAGES.length);
  });

  it('names the placeholder that a machine translation broke', () => {
    const findings = errorsOf(everywhere({ a: 'Stake {stake}' }, { hi: { a: 'दांव {दांव}' } }));
    expect(findings.map(brief)).toEqual([
      'hi/x.json a: lacks {stake}',
      'hi/x.json a: has {दांव}, which en has not',
    ]);
  });

  it('wants every plural category of the language: few and many in Ukrainian, many in Spanish', () => {
    const findings = errorsOf(everywhere(SPINS.en));
    expect(findings.map(brief)).toEqual([
      'uk/x.json a: the plural {n} lacks "few"',
      'uk/x.json a: the plural {n} lacks "many"',
      'es/x.json a: the plural {n} lacks "many"',
    ]);
    expect(findings[0]?.mend).toBe('add few {…}: Ukrainian has one, few, many, other');
  });

  it('wants the categories of ordinals and of plurals inside a select', () => {
    const rank = everywhere({ a: '{n, selectordinal, one {#st} other {#th}}' });
    expect(errorsOf(rank).map(brief)).toContain('en/x.json a: the plural {n} lacks "two"');
    const inside = everywhere({ a: '{w, select, x {{n, plural, other {#}}} other {-}}' });
    expect(errorsOf(inside).map(brief)).toContain('en/x.json a: the plural {n} lacks "one"');
  });

  it('does not take an exact case for a category', () => {
    const root = everywhere({ a: '{n, plural, =1 {one} other {#}}' });
    expect(errorsOf(root).map(brief)).toContain('en/x.json a: the plural {n} lacks "one"');
  });

  it('names a number that became a text, and a select whose cases differ', () => {
    const number = everywhere({ a: '{n, number} x' }, { de: { a: '{n} y' } });
    expect(errorsOf(number).map(brief)).toEqual(['de/x.json a: {n} is a text, in en a number']);
    const source = { a: '{w, select, on {A} other {B}}' };
    const select = everywhere(source, { de: { a: '{w, select, an {A} other {B}}' } });
    expect(errorsOf(select).map(brief)).toEqual(['de/x.json a: the select {w} has the cases an']);
  });

  it('names empty texts, wrong values, keys given twice and words of i18next', () => {
    expect(errorsOf(everywhere({ a: ' ' })).map(brief)).toContain('en/x.json a: is empty');
    expect(errorsOf(everywhere({ a: 7 })).map(brief)[0]).toContain('must be a text or an object of texts');
    expect(errorsOf(everywhere({ 'a.b': '1', a: { b: '2' } })).map(brief)[0]).toContain('is there twice');
    expect(errorsOf(everywhere('{"a":"1","a":"2"}')).map(brief)[0]).toContain('stands twice');
    expect(errorsOf(everywhere({ a: '{lng}' })).map(brief)[0]).toBe(
      'en/x.json a: {lng} is a word of i18next',
    );
    expect(errorsOf(everywhere('{"a":')).map(brief)[0]).toContain('en/x.json null: is not JSON');
    expect(errorsOf(everywhere('{"__proto__":{"a":"1"}}')).map(brief)[0]).toContain(
      'must be made of letters',
    );
  });

  it('warns of a text that was left in English, not of names and numbers', () => {
    const warnings = checkLocales(everywhere({ a: 'Play now', b: '18+', c: '{n, number} €' }));
    expect(warnings.map(brief)).toEqual([
      'de/x.json a: is the same as in en',
      'uk/x.json a: is the same as in en',
      'hi/x.json a: is the same as in en',
      'es/x.json a: is the same as in en',
    ]);
  });

  it('warns of a plural category that the language never uses', () => {
    const root = everywhere({ a: '{n, plural, one {#} few {#} other {#}}' });
    const warnings = checkLocales(root).filter(
      ({ level, file }) => level === 'warning' && file === 'de/x.json',
    );
    expect(warnings.map(brief)).toContain('de/x.json a: the plural {n} has "few", never used');
  });
});

describe('duplicateKeys', () => {
  it('sees a key twice in one object only', () => {
    expect(duplicateKeys('{"a":{"b":"1"},"c":{"b":"{\\"b\\": 2}"}}')).toEqual([]);
    expect(duplicateKeys('{"a":{"b":"1","c":"x","b" : "2"}}')).toEqual(['b']);
    expect(duplicateKeys('{"\\u0061":"1","a":"2"}')).toEqual(['a']);
  });
});

describe('main', () => {
  const run = (args: string[]) => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
    vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(String(line)));
    return { code: main(args), text: lines.join('\n') };
  };

  it('exits 1 and prints file, key, what and how to mend', () => {
    const { code, text } = run(['--dir', everywhere({ a: 'Play' }, { de: {} })]);
    expect(code).toBe(1);
    expect(text).toContain('ERROR    de/x.json  a\n         is missing\n         → translate: "Play"');
    expect(text).toContain('1 namespaces × 5 languages: 1 errors, 3 warnings');
  });

  it('exits 0 when there are only warnings', () => {
    expect(run(['--dir', everywhere({ a: 'Play' })]).code).toBe(0);
  });

  it('exits 2 on wrong use and says how it is used', () => {
    const { code, text } = run(['--nonsense']);
    expect([code, text.includes('--dir DIR')]).toEqual([2, true]);
  });

  it('gives its findings as JSON', () => {
    const { text } = run(['--json', '--dir', everywhere({ a: 'Play' }, { de: {} })]);
    expect(JSON.parse(text)).toContainEqual(expect.objectContaining({ file: 'de/x.json', key: 'a' }));
  });
});
