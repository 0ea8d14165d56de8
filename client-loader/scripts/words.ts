import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, SOURCE_LANGUAGE } from '@roundgate/locales/languages';
import type { CompiledMessage } from '@roundgate/locales/mini';
import { loadCompiled } from '@roundgate/locales/vite-plugin';
import type { Plugin } from 'vite';
import { pinOf } from '../src/frame/words.ts';

const ROOT = fileURLToPath(new URL('../../locales', import.meta.url));

/** Keys that code picks by name as it runs: facts, lines and these groups. Every other key stands in a call of `say`. */
const SAID = 'loading|continue|stop|leave|odds|round';
const PICKED = new RegExp(
  `^(?!(${SAID})$)[a-z_]+$|^(error|warning|link|blocked|ended|told|check|rest|demo|promo\\.(metric|state|kind|clock))\\.`,
);

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
  readonly content: Uint8Array<ArrayBuffer>;
}

const blockOf = (letter: string): number => letter.charCodeAt(0) >> 7;

/**
 * JSON with a byte a letter (`unpack` reads it): one script of the world fills one block of 128 letters, and the few
 * letters of others are escaped. That is a sixth less to fetch than UTF-8, gzipped, for Greek or Ukrainian.
 */
export function pack(json: string): Uint8Array<ArrayBuffer> {
  const letters = [...Array(json.length).keys()].map((at) => json.charAt(at));
  const blocks = letters.map(blockOf).filter((block) => block > 0);
  const uses = (block: number): number => blocks.filter((one) => one === block).length;
  const [block = 1] = [...new Set(blocks)].sort((left, right) => uses(right) - uses(left));
  const bytes = letters.flatMap((letter) => {
    const code = letter.charCodeAt(0);
    if (code < 128) return [code];
    if (blockOf(letter) === block) return [128 + (code % 128)];
    return [...Buffer.from(`\\u${code.toString(16).padStart(4, '0')}`)];
  });
  return Uint8Array.from([block, ...bytes]);
}

function pinned(language: string, json: string): WordFile {
  const content = pack(json);
  return { language, pin: pinOf(createHash('sha256').update(content).digest('hex')), content };
}

/** The words of one page of the loader. */
export interface WordSet {
  /** In the order of the messages in each file, those that are picked by name first. */
  readonly keys: readonly string[];
  readonly files: readonly WordFile[];
}

/** What speaks: a page of the loader, the script that comes after the start, or pinned mode, where both are one. */
export type PageMode = 'real' | 'demo' | 'replay' | 'later' | 'pinned';

const PROMO = /^promo\./;
/** What only a demo, only a replay or only the later script says. */
const OWN_WORDS = { demo: /^demo\./, replay: /^(error\.)?replay[._]/, later: PROMO } as const;

function isSaid(key: string, mode: PageMode): boolean {
  if (mode === 'later') return PROMO.test(key);
  if (mode === 'pinned' && PROMO.test(key)) return true;
  return Object.entries(OWN_WORDS).every(([owner, own]) => owner === mode || !own.test(key));
}

/**
 * Warnings whose wording one country prescribes in its own language. They are said to nobody in another one, so no other
 * file has them but that of English, which stands in for a file that cannot be had.
 */
const OF_ONE_LANGUAGE: Readonly<Record<string, string>> = {
  'warning.nl_slogan': 'nl',
  'warning.cz_under_18': 'cs',
  'warning.cz_harmful': 'cs',
  'warning.br_minors': 'pt-BR',
  'warning.us_nj_malfunction': 'en',
};
const isFor = (key: string, language: string): boolean =>
  [OF_ONE_LANGUAGE[key] ?? language, SOURCE_LANGUAGE].includes(language);

/** The words of one page of the loader. Throws when one is missing, broken, or not plain. */
export function wordSet(mode: PageMode): WordSet {
  const all = Object.keys(loadCompiled(ROOT, 'loader', SOURCE_LANGUAGE));
  const said = all.filter((key) => isSaid(key, mode));
  const keys = [...said.filter((key) => PICKED.test(key)), ...said.filter((key) => !PICKED.test(key))];
  const files = LANGUAGES.map((language) => {
    const messages = loadCompiled(ROOT, 'loader', language);
    const missing = keys.filter((key) => messages[key] === undefined);
    if (missing.length > 0) throw new Error(`${language}/loader.json lacks ${missing.join(', ')}`);
    const asking = keys.filter((key) => flat(messages[key]) === undefined);
    if (asking.length > 0)
      throw new Error(
        `${language}/loader.json: ${asking.join(', ')} must have plain placeholders only: the loader formats numbers and times first`,
      );
    return pinned(
      language,
      JSON.stringify(keys.map((key) => (isFor(key, language) ? flat(messages[key]) : ''))),
    );
  });
  return { keys, files };
}

/** The pin of each language of a set, as code. */
export const pinsOf = ({ files }: WordSet): string =>
  JSON.stringify(Object.fromEntries(files.map(({ language, pin }) => [language, pin])));

/**
 * Gives a script its words: pins, and keys that are picked by name. A key that stands as it is in a call of `say` is its
 * message's place, so that it is not in the script at all; used in any other way, it ends the build.
 */
export function saying(set: WordSet): Plugin {
  const { keys } = set;
  const picked = keys.filter((key) => PICKED.test(key));
  return {
    name: 'roundgate-saying',
    enforce: 'pre',
    config: () => ({ define: { __WORDS__: pinsOf(set), __WORD_KEYS__: JSON.stringify(picked.join(' ')) } }),
    transform: (code) =>
      code.replace(/(?<=\.say\()'([a-z_.]+)'/g, (text, key: string) =>
        picked.includes(key) || !keys.includes(key) ? text : `'${keys.indexOf(key)}'`,
      ),
    generateBundle(_options, files) {
      const code = Object.values(files)
        .map((file) => (file.type === 'chunk' ? file.code : ''))
        .join();
      const left = keys.find((key) => !picked.includes(key) && new RegExp(`["'\`]${key}["'\`]`).test(code));
      if (left) this.error(`${left} must stand as it is in a call of say, or be picked by name`);
    },
  };
}
