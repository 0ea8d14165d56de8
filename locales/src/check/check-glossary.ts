import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { LANGUAGES, type Language, SOURCE_LANGUAGE } from '../languages.ts';
import type { FlatMessages } from '../messages.ts';
import { errorAt, type Finding, warningAt } from './finding.ts';
import { GLOSSARY_FILE, type Glossary, readGlossary, type Term } from './glossary-file.ts';
import { walk } from './placeholders.ts';

/** The messages of one namespace in each language; one that could not be read is left out. */
export interface NamespaceMessages {
  readonly namespace: string;
  readonly messages: { readonly [L in Language]?: FlatMessages };
}

/** The words of a message, lower-cased, without its placeholders; empty when it is broken, which others report. */
function wordsOf(message: string, language: string): string {
  const texts: string[] = [];
  try {
    walk(parse(message, { ignoreTag: true }), (element) => {
      if (element.type === TYPE.literal) texts.push(element.value);
    });
  } catch {
    return '';
  }
  return texts.join(' ').toLocaleLowerCase(language);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const wholeWord = (word: string): RegExp =>
  new RegExp(`(?<![\\p{L}-])${escaped(word.toLowerCase())}(?![\\p{L}-])`, 'gu');

/** Longest first: "free spin" must not count as "spin" too. */
const byLength = (terms: readonly Term[]): { term: Term; pattern: RegExp; length: number }[] =>
  terms
    .flatMap((term) => term.words.en.map((word) => ({ term, pattern: wholeWord(word), length: word.length })))
    .sort((a, b) => b.length - a.length);

/** The terms that an English message uses. */
function termsIn(message: string, terms: readonly Term[]): Set<Term> {
  let words = wordsOf(message, SOURCE_LANGUAGE);
  const found = new Set<Term>();
  for (const { term, pattern } of byLength(terms)) {
    const rest = words.replace(pattern, ' ');
    if (rest !== words) found.add(term);
    words = rest;
  }
  return found;
}

const says = (words: string, term: Term, language: Language): boolean =>
  term.words[language].some((stem) => words.includes(stem.toLocaleLowerCase(language)));

function checkTerm(term: Term, { namespace, messages }: NamespaceMessages, key: string): Finding[] {
  const excepted = term.except[`${namespace}:${key}`] ?? [];
  return LANGUAGES.filter((language) => language !== SOURCE_LANGUAGE).flatMap((language) => {
    const message = messages[language]?.[key];
    const place = { file: `${language}/${namespace}.json`, key };
    if (message === undefined) return [];
    const isSaid = says(wordsOf(message, language), term, language);
    const isExcepted = excepted.includes(language);
    const mend = `use it, add a stem of it, or list "${namespace}:${key}" under "except" of "${term.name}" in ${GLOSSARY_FILE}`;
    if (!isSaid && !isExcepted)
      return [errorAt(place, `does not say "${term.words[language][0]}" for "${term.name}"`, mend)];
    if (isSaid && isExcepted)
      return [
        errorAt(place, `needs no exception from "${term.name}"`, `take ${language} out of "except" there`),
      ];
    return [];
  });
}

function checkAvoided(avoid: Glossary['avoid'], { namespace, messages }: NamespaceMessages): Finding[] {
  return LANGUAGES.flatMap((language) =>
    Object.entries(messages[language] ?? {}).flatMap(([key, message]) =>
      Object.entries(avoid[language] ?? {})
        .filter(([word]) =>
          wordsOf(message, language).match(
            new RegExp(`(?<!\\p{L})${escaped(word.toLocaleLowerCase(language))}`, 'u'),
          ),
        )
        .map(([word, why]) =>
          errorAt(
            { file: `${language}/${namespace}.json`, key },
            `says "${word}…"`,
            `say it otherwise: ${why}`,
          ),
        ),
    ),
  );
}

/** Texts that were left in English without being names, and texts that are called the same but are not. */
function checkSame(same: Glossary['same'], { namespace, messages }: NamespaceMessages): Finding[] {
  return Object.entries(messages.en ?? {}).flatMap(([key, text]) => {
    const known = same[`${namespace}:${key}`] ?? [];
    return LANGUAGES.filter((language) => language !== SOURCE_LANGUAGE).flatMap((language) => {
      const message = messages[language]?.[key];
      const place = { file: `${language}/${namespace}.json`, key };
      const isKnown = known.includes(language) || known.includes('*');
      if (message === text && !isKnown && /\p{L}{3}/u.test(wordsOf(text, SOURCE_LANGUAGE)))
        return [
          warningAt(
            place,
            'is the same as in en',
            `translate it, or list it under "same" in ${GLOSSARY_FILE} if it is a name`,
          ),
        ];
      if (message !== undefined && message !== text && isKnown)
        return [errorAt(place, 'is not the same as in en', `take it out of "same" in ${GLOSSARY_FILE}`)];
      return [];
    });
  });
}

/** An exception for a message that is not there, or that does not use the term. */
function idleExceptions(term: Term, used: ReadonlyMap<string, ReadonlySet<Term>>): Finding[] {
  return Object.keys(term.except)
    .filter((key) => !used.get(key)?.has(term))
    .map((key) =>
      errorAt(
        { file: GLOSSARY_FILE, key: term.name },
        `has an exception for "${key}", which does not use it`,
        'take it out',
      ),
    );
}

/** Holds translations against the terms of the field (spec L1). */
export function checkGlossary(root: string, all: readonly NamespaceMessages[]): Finding[] {
  const { glossary, findings } = readGlossary(root);
  const used = new Map<string, ReadonlySet<Term>>();
  const found: Finding[] = [];
  for (const one of all) {
    for (const [key, text] of Object.entries(one.messages.en ?? {})) {
      const terms = termsIn(text, glossary.terms);
      used.set(`${one.namespace}:${key}`, terms);
      for (const term of terms) found.push(...checkTerm(term, one, key));
    }
    found.push(...checkAvoided(glossary.avoid, one), ...checkSame(glossary.same, one));
  }
  return [...findings, ...found, ...glossary.terms.flatMap((term) => idleExceptions(term, used))];
}
