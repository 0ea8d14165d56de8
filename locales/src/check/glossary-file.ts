import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../languages.ts';
import { errorAt, type Finding } from './finding.ts';

/** The file of the field's terms, beside the language folders. */
export const GLOSSARY_FILE = 'glossary.json';

/** One term of the field, with its words in every language. */
export interface Term {
  readonly name: string;
  /** What it means here, for translators. */
  readonly note: string;
  /** In en, whole words that call for the term. Elsewhere the term first, then stems that stand for it too. */
  readonly words: Readonly<Record<Language, readonly string[]>>;
  /** `namespace:key` → languages that say it in another way there, with reason. */
  readonly except: Readonly<Record<string, readonly string[]>>;
}

/** Words that a language must not use, and why. */
export interface Glossary {
  readonly terms: readonly Term[];
  readonly avoid: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** `namespace:key` → languages, or `*`, whose text is rightly the English one: names, loanwords. */
  readonly same: Readonly<Record<string, readonly string[]>>;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((text) => typeof text === 'string' && text.trim() !== '');
const areAll = <T>(value: unknown, is: (item: unknown) => item is T): value is Record<string, T> =>
  isFields(value) && Object.values(value).every(is);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isReasons = (value: unknown): value is Record<string, string> => areAll(value, isText);

const fault = (key: string | null, what: string, mend: string): Finding =>
  errorAt({ file: GLOSSARY_FILE, key }, what, mend);

function readTerm(name: string, value: unknown, findings: Finding[]): Term | null {
  const { note, words, except = {} } = isFields(value) ? value : {};
  const lacking = LANGUAGES.filter((language) => !isFields(words) || !isTexts(words[language]));
  if (lacking.length > 0)
    findings.push(
      fault(name, `has no words in ${lacking.join(', ')}`, 'give "words" a list for each language'),
    );
  if (isFields(words))
    for (const language of Object.keys(words).filter((code) => !LANGUAGES.some((known) => known === code)))
      findings.push(fault(name, `has words in the unknown language "${language}"`, 'take them out'));
  if (!isText(note)) findings.push(fault(name, 'has no note', 'say in "note" what the term means here'));
  if (!areAll(except, isTexts))
    findings.push(
      fault(name, '"except" is not { "namespace:key": ["language"] }', 'list languages for each key'),
    );
  if (lacking.length > 0 || !isText(note) || !areAll(except, isTexts)) return null;
  return { name, note, words: words as Term['words'], except };
}

function readJson(root: string): unknown {
  if (!existsSync(join(root, GLOSSARY_FILE))) return undefined;
  try {
    return JSON.parse(readFileSync(join(root, GLOSSARY_FILE), 'utf8'));
  } catch {
    return null;
  }
}

/** Reads `root/glossary.json`; what is wrong with it becomes findings, and a term that is wrong is left out. */
export function readGlossary(root: string): { glossary: Glossary; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const json = readJson(root);
  const { terms, avoid, same } = isFields(json) ? json : {};
  if (!isFields(terms) || !areAll(avoid, isReasons) || !areAll(same, isTexts)) {
    const what = json === undefined ? 'is missing' : 'is not { "terms": {…}, "avoid": {…}, "same": {…} }';
    return {
      glossary: { terms: [], avoid: {}, same: {} },
      findings: [fault(null, what, 'see README.md for its layout')],
    };
  }
  const read = Object.entries(terms).map(([name, term]) => readTerm(name, term, findings));
  return { glossary: { terms: read.filter((term) => term !== null), avoid, same }, findings };
}
