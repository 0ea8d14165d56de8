import { fileURLToPath } from 'node:url';
import { LANGUAGES, SOURCE_LANGUAGE } from '@roundgate/locales/languages';
import { loadCompiled } from '@roundgate/locales/vite-plugin';

const ROOT = fileURLToPath(new URL('../../locales', import.meta.url));

/** The keys of the loader's messages. They are in the script once, and not in the file of every language. */
export const wordKeys = (): string[] => Object.keys(loadCompiled(ROOT, 'loader', SOURCE_LANGUAGE));

/** The messages of each language in the order of {@link wordKeys}, as JSON. Throws when one is missing or broken. */
export function wordFiles(): (readonly [language: string, content: string])[] {
  const keys = wordKeys();
  return LANGUAGES.map((language) => {
    const messages = loadCompiled(ROOT, 'loader', language);
    const missing = keys.filter((key) => messages[key] === undefined);
    if (missing.length > 0) throw new Error(`${language}/loader.json lacks ${missing.join(', ')}`);
    return [language, JSON.stringify(keys.map((key) => messages[key]))] as const;
  });
}
