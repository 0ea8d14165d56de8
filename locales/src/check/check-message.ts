import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { CompileError, compileMessage } from '../compile.ts';
import { errorAt, type Finding, type Place } from './finding.ts';
import { type Placeholder, placeholdersOf, walk } from './placeholders.ts';

/** i18next reads these names in the values of a call for itself. */
const RESERVED = new Set([
  'context',
  'defaultValue',
  'lng',
  'lngs',
  'ns',
  'ordinal',
  'postProcess',
  'replace',
]);

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

const languageName = (language: string) =>
  new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;

const parseMessage = (message: string): MessageFormatElement[] => parse(message, { ignoreTag: true });

/** A message that no formatter of ours could show. */
function checkSyntax(place: Place, message: string, language: string): Finding[] {
  if (message.trim() === '')
    return [errorAt(place, 'is empty', 'write the text, or take the key out everywhere')];
  try {
    compileMessage(message, language);
    return [];
  } catch (cause) {
    if (!(cause instanceof CompileError)) throw cause;
    return [errorAt(place, cause.message, `mend the message: ${message}`)];
  }
}

/** In CLDR's order; engines differ in theirs. */
function pluralCategories(language: string, type: Intl.PluralRuleType): Intl.LDMLPluralRule[] {
  const { pluralCategories: known } = new Intl.PluralRules(language, { type }).resolvedOptions();
  return CATEGORIES.filter((category) => known.includes(category));
}

function checkPlurals(place: Place, elements: MessageFormatElement[], language: string): Finding[] {
  const findings: Finding[] = [];
  walk(elements, (element) => {
    if (element.type !== TYPE.plural) return;
    const type = element.pluralType ?? 'cardinal';
    const wanted = pluralCategories(language, type);
    const given = Object.keys(element.options).filter((name) => !name.startsWith('='));
    const rule = `${languageName(language)} has ${wanted.join(', ')}`;
    for (const category of wanted.filter((name) => !given.includes(name)))
      findings.push(
        errorAt(place, `the plural {${element.value}} lacks "${category}"`, `add ${category} {…}: ${rule}`),
      );
    for (const category of given.filter((name) => !wanted.some((known) => known === name)))
      findings.push(
        errorAt(place, `the plural {${element.value}} has "${category}", never used`, `take it out: ${rule}`),
      );
  });
  return findings;
}

function comparePlaceholder(place: Place, name: string, source: Placeholder, own: Placeholder): Finding[] {
  if (source.kind !== own.kind)
    return [errorAt(place, `{${name}} is a ${own.kind}, in en a ${source.kind}`, 'use it as en does')];
  if (source.cases.join() === own.cases.join()) return [];
  const what = `the select {${name}} has the cases ${own.cases.join(', ') || '(none)'}`;
  return [errorAt(place, what, `use the cases of en: ${source.cases.join(', ') || '(none)'}`)];
}

function comparePlaceholders(
  place: Place,
  source: MessageFormatElement[],
  own: MessageFormatElement[],
): Finding[] {
  const wanted = placeholdersOf(source);
  const given = placeholdersOf(own);
  const findings: Finding[] = [];
  for (const [name, placeholder] of wanted) {
    const found = given.get(name);
    if (found) findings.push(...comparePlaceholder(place, name, placeholder, found));
    else findings.push(errorAt(place, `lacks {${name}}`, 'put it where the language wants it'));
  }
  for (const name of given.keys())
    if (!wanted.has(name))
      findings.push(errorAt(place, `has {${name}}, which en has not`, 'use the placeholder names of en'));
  return findings;
}

function checkReserved(place: Place, elements: MessageFormatElement[]): Finding[] {
  return [...placeholdersOf(elements).keys()]
    .filter((name) => RESERVED.has(name))
    .map((name) => errorAt(place, `{${name}} is a word of i18next`, 'give the placeholder another name'));
}

/** Checks a message of the source language. */
export function checkSourceMessage(place: Place, message: string, language: string): Finding[] {
  const broken = checkSyntax(place, message, language);
  if (broken.length > 0) return broken;
  const elements = parseMessage(message);
  return [...checkPlurals(place, elements, language), ...checkReserved(place, elements)];
}

/** Checks a translation beside its source; a broken source is reported on its own. */
export function checkTranslation(place: Place, message: string, language: string, source: string): Finding[] {
  const broken = checkSyntax(place, message, language);
  if (broken.length > 0) return broken;
  if (checkSyntax(place, source, language).length > 0) return [];
  const elements = parseMessage(message);
  return [
    ...checkPlurals(place, elements, language),
    ...comparePlaceholders(place, parseMessage(source), elements),
  ];
}
