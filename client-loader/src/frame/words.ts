import { sha256 } from '@roundgate/contract/trust';
import { formattingLocale, resolveLanguage } from '@roundgate/locales/languages';
import { LoaderFault } from '../verifier/fault.ts';

declare const __WORDS__: Readonly<Record<string, string>>;
/** The keys of all messages; a file of words holds the messages alone, in this order. */
declare const __WORD_KEYS__: string;

/** The language of label, warnings and links: the player's where the market allows it, else the market's first. */
export const wordsLocale = (languages: readonly string[], locale: string): string => {
  const base = (tag: string) => tag.split('-')[0];
  return languages.find((tag) => base(tag) === base(locale)) ?? languages[0] ?? locale;
};

/** A message as the build has compiled it: a text, or texts and the names of what is filled in between them. */
type Message = string | readonly (string | readonly [name: string])[];
type Messages = Readonly<Record<string, Message>>;

/** The words of a file. A label or a warning must not be another one because a cache was: the name holds the hash. */
async function readWords(file: string): Promise<Messages> {
  const bytes = await (await fetch(`/loader/${file}`)).arrayBuffer();
  const hash = file.split('.')[1] ?? '';
  if (!hash || !(await sha256(bytes)).startsWith(hash)) throw new Error(`${file} is not what its name says`);
  const messages = JSON.parse(new TextDecoder().decode(bytes)) as Message[];
  return Object.fromEntries(__WORD_KEYS__.split(' ').map((key, at) => [key, messages[at] ?? key]));
}

/**
 * The loader's words in one language. Numbers, amounts and times are formatted first and filled in as text: the build
 * refuses a message that asks for more, so that no more has to be carried here.
 */
export class Words {
  language = 'en';
  /** For amounts and for the game: the language with the region that was asked for. */
  locale = 'en';
  #messages: Messages = {};

  /** Loads the language of a locale; English when there is none, or when it cannot be had. Throws {@link LoaderFault}. */
  async use(locale: string): Promise<void> {
    const language = resolveLanguage(locale);
    const isFirst = Object.keys(this.#messages).length === 0;
    this.locale = formattingLocale(locale);
    if (language === this.language && !isFirst) return;
    if ((await this.#read(language)) || !isFirst) return;
    if (!(await this.#read('en'))) throw new LoaderFault('download_failed', 'words');
  }

  async #read(language: string): Promise<boolean> {
    // Words are data, not code: fetched, so that the only scripts are those that the policy names.
    const messages = await readWords(__WORDS__[language] ?? '').catch(() => undefined);
    if (!messages) return false;
    this.#messages = messages;
    this.language = language;
    return true;
  }

  /** A message; its key when the words are not there yet. */
  say(key: string, values: Readonly<Record<string, string>> = {}): string {
    const message = this.#messages[key] ?? key;
    if (typeof message === 'string') return message;
    return message.map((part) => (typeof part === 'string' ? part : values[part[0]])).join('');
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return new Intl.NumberFormat(this.locale, options).format(value);
  }
}
