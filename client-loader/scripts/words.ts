import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, SOURCE_LANGUAGE } from '@roundgate/locales/languages';
import type { CompiledMessage } from '@roundgate/locales/mini';
import { loadCompiled } from '@roundgate/locales/vite-plugin';
import { pinOf } from '../src/frame/words.ts';

const ROOT = fileURLToPath(new URL('../../locales', import.meta.url));

/** The keys of the loader's messages. They are in the script once, and not in the file of every language. */
export const wordKeys = (): string[] => Object.keys(loadCompiled(ROOT, 'loader', SOURCE_LANGUAGE));

/** A message as one text with its placeholders in braces; undefined when it is not there or asks for more than that. */
function flat(message: CompiledMessage | undefined): string | undefined {
  const parts = typeof message === 'string' ? [message] : (message ?? [0]);
  const isPlain = parts.every((part) =>
    typeof part === 'string' ? !/[{}]/.test(part) : part !== 0 && part.length === 1,
  );
  return isPlain
    ? parts.map((part) => (typeof part === 'object' ? `{${part[0]}}` : part)).join('')
    : undefined;
}

/** The words of a language and their pin, which the loader checks. */
export interface WordFile {
  readonly language: string;
  readonly pin: string;
  readonly content: string;
}

const pinned = (language: string, content: string): WordFile => ({
  language,
  pin: pinOf(createHash('sha256').update(content).digest('hex')),
  content,
});

/** The messages of each language in the order of {@link wordKeys}, as JSON. Throws when one is missing, broken, or not plain. */
export function wordFiles(): WordFile[] {
  const keys = wordKeys();
  return LANGUAGES.map((language) => {
    const messages = loadCompiled(ROOT, 'loader', language);
    const missing = keys.filter((key) => messages[key] === undefined);
    if (missing.length > 0) throw new Error(`${language}/loader.json lacks ${missing.join(', ')}`);
    const asking = keys.filter((key) => flat(messages[key]) === undefined);
    if (asking.length > 0)
      throw new Error(
        `${language}/loader.json: ${asking.join(', ')} must have plain placeholders only: the loader formats numbers and times first`,
      );
    return pinned(language, JSON.stringify(keys.map((key) => flat(messages[key]))));
  });
}
