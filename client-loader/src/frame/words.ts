import { formattingLocale, resolveLanguage } from '@roundgate/locales/languages';

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

/**
 * The loader's words in one language. Numbers, amounts and times are formatted first and filled in as text: the build
 * refuses a message that asks for more, so that no more has to be carried here.
 */
export class Words {
  language = 'en';
  /** For amounts and for the game: the language with the region that was asked for. */
  locale = 'en';
  #messages: Readonly<Record<string, Message>> = {};

  /** Loads the language of a locale; English when there is none, or when it cannot be had. */
  async use(locale: string): Promise<void> {
    const language = resolveLanguage(locale);
    this.locale = formattingLocale(locale);
    if (language === this.language && Object.keys(this.#messages).length > 0) return;
    // Words are data, not code: fetched, so that the only scripts are those that the policy names.
    const response = await fetch(`/loader/${__WORDS__[language]}`);
    const messages = (await response.json()) as Message[];
    this.#messages = Object.fromEntries(
      __WORD_KEYS__.split(' ').map((key, at) => [key, messages[at] ?? key]),
    );
    this.language = language;
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
