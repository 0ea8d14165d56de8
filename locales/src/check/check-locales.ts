import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, SOURCE_LANGUAGE } from '../languages.ts';
import type { FlatMessages } from '../messages.ts';
import { checkGlossary, type NamespaceMessages } from './check-glossary.ts';
import { checkSourceMessage, checkTranslation } from './check-message.ts';
import { errorAt, type Finding } from './finding.ts';
import { readMessages } from './read-file.ts';
import { checkReviews, REVIEW_FILE } from './review.ts';

const namespacesOf = (root: string, language: string): string[] =>
  existsSync(join(root, language))
    ? readdirSync(join(root, language))
        .filter((name) => name.endsWith('.json') && name !== REVIEW_FILE)
        .map((name) => name.slice(0, -'.json'.length))
        .sort()
    : [];

function checkSource(file: string, messages: FlatMessages): Finding[] {
  return Object.entries(messages).flatMap(([key, message]) =>
    checkSourceMessage({ file, key }, message, SOURCE_LANGUAGE),
  );
}

function compareLanguage(file: string, language: string, own: FlatMessages, source: FlatMessages): Finding[] {
  const findings: Finding[] = [];
  for (const [key, text] of Object.entries(source)) {
    const message = own[key];
    if (message === undefined)
      findings.push(errorAt({ file, key }, 'is missing', `translate: ${JSON.stringify(text)}`));
    else findings.push(...checkTranslation({ file, key }, message, language, text));
  }
  for (const key of Object.keys(own))
    if (source[key] === undefined)
      findings.push(errorAt({ file, key }, 'is not in en', 'take it out, or add it to en first'));
  return findings;
}

function checkLanguage(root: string, language: string, namespace: string, source: FlatMessages): Finding[] {
  const file = `${language}/${namespace}.json`;
  if (!existsSync(join(root, file)))
    return [errorAt({ file, key: null }, 'is missing', `translate ${SOURCE_LANGUAGE}/${namespace}.json`)];
  const { messages, findings } = readMessages(root, file);
  return messages ? [...findings, ...compareLanguage(file, language, messages, source)] : [...findings];
}

/** Checks one namespace in every language against the source. */
export function checkNamespace(root: string, namespace: string): Finding[] {
  const file = `${SOURCE_LANGUAGE}/${namespace}.json`;
  if (!existsSync(join(root, file)))
    return [errorAt({ file, key: null }, 'is missing', `write the source messages of "${namespace}" first`)];
  const { messages, findings } = readMessages(root, file);
  if (!messages) return [...findings];
  const others = LANGUAGES.filter((language) => language !== SOURCE_LANGUAGE);
  return [
    ...findings,
    ...checkSource(file, messages),
    ...others.flatMap((language) => checkLanguage(root, language, namespace, messages)),
  ];
}

/** Every namespace that stands under any language of `root`. */
export function namespaces(root: string): string[] {
  return [...new Set(LANGUAGES.flatMap((language) => namespacesOf(root, language)))].sort();
}

/** The messages of every namespace in each language; a file that is missing or broken is left out. */
export function readAll(root: string): NamespaceMessages[] {
  return namespaces(root).map((namespace) => {
    const read = LANGUAGES.flatMap((language) => {
      const file = `${language}/${namespace}.json`;
      const { messages } = existsSync(join(root, file)) ? readMessages(root, file) : { messages: null };
      return messages ? [[language, messages] as const] : [];
    });
    return { namespace, messages: Object.fromEntries(read) };
  });
}

/** Checks every namespace, its review marks and its use of the glossary; a namespace without a source is an error. */
export function checkLocales(root: string): Finding[] {
  const all = namespaces(root);
  if (all.length === 0)
    return [errorAt({ file: `${SOURCE_LANGUAGE}/`, key: null }, 'holds no messages', 'add a namespace.json')];
  const messages = readAll(root);
  return [
    ...all.flatMap((namespace) => checkNamespace(root, namespace)),
    ...checkReviews(root, messages),
    ...checkGlossary(root, messages),
  ];
}
