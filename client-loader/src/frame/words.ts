import { formattingLocale, resolveLanguage } from '@roundgate/locales/languages';
import { type CompiledMessages, format, type MessageValues } from '@roundgate/locales/mini';

declare const __WORDS__: Readonly<Record<string, string>>;

/** The loader's words in the language of the session. */
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
    this.#messages = (await response.json()) as CompiledMessages;
    this.language = language;
    document.documentElement.lang = language;
  }

  /** A message; its key when the words are not there yet. */
  say(key: string, values: MessageValues = {}): string {
    return Object.hasOwn(this.#messages, key) ? format(this.#messages, this.language, key, values) : key;
  }
}
