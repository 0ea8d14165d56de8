import { formattingLocale, resolveLanguage } from '@roundgate/locales/languages';
import {
  type CompiledMessage,
  type CompiledMessages,
  format,
  type MessageValues,
} from '@roundgate/locales/mini';

declare const __WORDS__: Readonly<Record<string, string>>;
/** The keys of all messages; a file of words holds the messages alone, in this order. */
declare const __WORD_KEYS__: string;

/** The language of label, warnings and links: the player's where the market allows it, else the market's first. */
export const wordsLocale = (languages: readonly string[], locale: string): string => {
  const base = (tag: string) => tag.split('-')[0];
  return languages.find((tag) => base(tag) === base(locale)) ?? languages[0] ?? locale;
};

/** The loader's words in one language. */
export class Words {
  language = 'en';
  /** For amounts and for the game: the language with the region that was asked for. */
  locale = 'en';
  #messages: CompiledMessages = {};

  /** Loads the language of a locale; English when there is none, or when it cannot be had. */
  async use(locale: string): Promise<void> {
    const language = resolveLanguage(locale);
    this.locale = formattingLocale(locale);
    if (language === this.language && Object.keys(this.#messages).length > 0) return;
    // Words are data, not code: fetched, so that the only scripts are those that the policy names.
    const response = await fetch(`/loader/${__WORDS__[language]}`);
    const messages = (await response.json()) as CompiledMessage[];
    this.#messages = Object.fromEntries(
      __WORD_KEYS__.split(' ').map((key, at) => [key, messages[at] ?? key]),
    );
    this.language = language;
  }

  /** A message; its key when the words are not there yet. */
  say(key: string, values: MessageValues = {}): string {
    return Object.hasOwn(this.#messages, key) ? format(this.#messages, this.language, key, values) : key;
  }
}
