import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { duplicateKeys } from './check/read-file.ts';
import { checkLocales, type Finding, main } from './check.ts';
import { LANGUAGES, type Language } from './languages.ts';

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

const OTHERS = LANGUAGES.filter((language) => language !== 'en');
const mark = (language: Language) => ({ x: { status: language === 'en' ? 'source' : 'unreviewed' } });
const NO_TERMS = { terms: {}, avoid: {}, same: {} };

/** The same namespace in every language, marked and with an empty glossary, with some of the files replaced. */
const everywhere = (
  content: unknown,
  but: { readonly [L in Language]?: unknown } = {},
  files: Record<string, unknown> = {},
) =>
  localesOf({
    ...Object.fromEntries(LANGUAGES.map((lang) => [`${lang}/x.json`, but[lang] ?? content])),
    ...Object.fromEntries(LANGUAGES.map((lang) => [`${lang}/review.json`, mark(lang)])),
    'glossary.json': NO_TERMS,
    ...files,
  });

const errorsOf = (root: string) => checkLocales(root).filter(({ level }) => level === 'error');
const brief = ({ file, key, what }: Finding) => `${file} ${key}: ${what}`;

/** A complete plural of each shape that the languages have. */
const PLURALS = {
  two: '{n, plural, one {#a} other {#b}}',
  romance: '{n, plural, one {#a} many {#b} other {#c}}',
  romanian: '{n, plural, one {#a} few {#b} other {#c}}',
  slavic: '{n, plural, one {#a} few {#b} many {#c} other {#d}}',
};
const SHAPES: Readonly<Record<Language, keyof typeof PLURALS>> = {
  en: 'two',
  de: 'two',
  uk: 'slavic',
  hi: 'two',
  es: 'romance',
  fr: 'romance',
  it: 'romance',
  nl: 'two',
  sv: 'two',
  da: 'two',
  cs: 'slavic',
  ro: 'romanian',
  el: 'two',
  'pt-PT': 'romance',
  'pt-BR': 'romance',
  pl: 'slavic',
};
const pluralOf = (language: Language) => ({ a: PLURALS[SHAPES[language]] });
const SPINS = Object.fromEntries(LANGUAGES.map((language) => [language, pluralOf(language)]));

describe('checkLocales', () => {
  it('finds nothing in complete messages', () => {
    expect(checkLocales(everywhere({}, SPINS))).toEqual([]);
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
    const missing = errorsOf(root).filter(
      ({ what, file }) => what === 'is missing' && file !== 'glossary.json',
    );
    expect(missing.map(brief)).toEqual([
      ...OTHERS.map((language) => `${language}/x.json null: is missing`),
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

  it.each(OTHERS)('wants exactly the plural categories that CLDR gives %s', (language) => {
    const own = PLURALS[SHAPES[language]];
    for (const [shape, plural] of Object.entries(PLURALS)) {
      const findings = errorsOf(everywhere({}, { ...SPINS, [language]: { a: plural } }));
      expect(findings.length > 0, shape).toBe(plural !== own);
      for (const { file, what } of findings) {
        expect(file).toBe(`${language}/x.json`);
        expect(what).toMatch(/^the plural \{n\} (lacks|has) "(few|many)"/);
      }
    }
  });

  it('says which plural category to add and which to take out', () => {
    const few = errorsOf(everywhere({}, { ...SPINS, uk: { a: PLURALS.romance } }));
    expect(few.map(brief)).toEqual(['uk/x.json a: the plural {n} lacks "few"']);
    expect(few[0]?.mend).toBe('add few {…}: Ukrainian has one, few, many, other');
    const many = errorsOf(everywhere({}, { ...SPINS, de: { a: PLURALS.romance } }));
    expect(many.map(brief)).toEqual(['de/x.json a: the plural {n} has "many", never used']);
    expect(many[0]?.mend).toBe('take it out: German has one, other');
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

  it('warns of a text that was left in English, not of numbers nor of what the glossary calls the same', () => {
    const content = { a: 'Play now', b: '18+', c: '{n, number} €', d: 'Night Market', e: 'Bonus' };
    const same = { 'x:d': ['*'], 'x:e': OTHERS };
    const warnings = checkLocales(everywhere(content, {}, { 'glossary.json': { ...NO_TERMS, same } }));
    expect(warnings.map(({ level }) => level)).toEqual(OTHERS.map(() => 'warning'));
    expect(warnings.map(brief)).toEqual(
      OTHERS.map((language) => `${language}/x.json a: is the same as in en`),
    );
  });

  it('names a text that is called the same and is not', () => {
    const same = { 'x:a': ['*'] };
    const root = everywhere(
      { a: 'Pause' },
      { it: { a: 'Pausa' } },
      { 'glossary.json': { ...NO_TERMS, same } },
    );
    expect(errorsOf(root).map(brief)).toEqual(['it/x.json a: is not the same as in en']);
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
    expect(text).toContain(
      '1 namespaces × 16 languages: 1 errors, 14 warnings\n1 source texts; translations: 0 reviewed by a native speaker, 0 in a mandated wording, 14 not reviewed',
    );
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
