import type { Money } from '@roundgate/contract';
import { hexToBase64, sha256 } from '@roundgate/contract/trust';
import { localeIn, pickLanguage } from '@roundgate/locales/languages';
import { LoaderFault } from '../verifier/fault.ts';
import { moneyText } from './money.ts';
import { unpack, wordsFile } from './words-file.ts';

/** The pin of each language's file of words. */
declare const __WORDS__: Readonly<Record<string, string>>;
/** The keys of the messages that are picked by name; a file of words begins with these. Any other's key is its place. */
declare const __WORD_KEYS__: string;

/** What the script pins a file of words by: the first 96 bits of its SHA-256, in the base64 of file names. */
export const pinOf = (sha256: string): string =>
  hexToBase64(sha256.slice(0, 24)).replaceAll('+', '-').replaceAll('/', '_');

/** The language of label, warnings and links: the player's where the market allows it, else the market's first. */
export const wordsLocale = (languages: readonly string[], locale: string): string =>
  pickLanguage(languages, locale) ?? languages[0] ?? locale;

/** Messages by key; what is filled in stands in braces. */
type Messages = Readonly<Record<string, string>>;

/** The words of a language. A label or a warning must not be another one because a cache was: the pin is a hash. */
async function readWords(language: string, pin = ''): Promise<Messages | undefined> {
  const bytes = await (await fetch(wordsFile(language, pin))).arrayBuffer();
  if (pinOf(await sha256(bytes)) !== pin) return undefined;
  const messages = JSON.parse(unpack(new Uint8Array(bytes))) as string[];
  const keys = __WORD_KEYS__.split(' ');
  return Object.fromEntries(messages.map((message, at) => [keys[at] ?? at, message]));
}

/**
 * The loader's words in one language. Numbers, amounts and times are formatted first and filled in as text: the build
 * refuses a message that asks for more, so that no more has to be carried here.
 */
export class Words {
  language = 'en';
  /** For amounts and for the game: the language with the region that was asked for. */
  locale = 'en';
  /** Any amount in the session's currency; there is one before there is an amount to write. */
  sample!: Money;
  #messages: Messages = {};

  /** Loads the language of a locale; English when there is none, or when it cannot be had. Throws {@link LoaderFault}. */
  async use(locale: string): Promise<void> {
    const pins = __WORDS__;
    const language = pickLanguage(Object.keys(pins), locale) ?? 'en';
    const isFirst = Object.keys(this.#messages).length === 0;
    this.locale = localeIn(language, locale);
    if (language === this.language && !isFirst) return;
    if ((await this.#read(language, pins[language])) || !isFirst) return;
    if (!(await this.#read('en', pins.en))) throw new LoaderFault('download_failed', 'words');
  }

  async #read(language: string, pin: string | undefined): Promise<boolean> {
    // Words are data, not code: fetched, so that the only scripts are those that the policy names.
    const messages = await readWords(language, pin).catch(() => undefined);
    if (!messages) return false;
    this.#messages = messages;
    this.language = language;
    return true;
  }

  /** A message; its key when the words are not there yet. */
  say(key: string, values: Readonly<Record<string, string>> = {}): string {
    return (this.#messages[key] ?? key).replace(/{(\w+)}/g, (_, name) => values[name] ?? '');
  }

  /** An amount in minor units of the session's currency. */
  money(amountMinor: number): string {
    return moneyText({ ...this.sample, amount_minor: amountMinor } as Money, this.locale);
  }

  /** A span in minutes, or in hours where it is full ones: "90 minutes", "2 hours". */
  span(ms: number): string {
    const minutes = Math.round(ms / 60_000);
    const isHours = minutes > 0 && minutes % 60 === 0;
    const unit = { style: 'unit', unit: isHours ? 'hour' : 'minute', unitDisplay: 'long' } as const;
    return this.number(isHours ? minutes / 60 : minutes, unit);
  }

  /** A day and time on the player's own clock. */
  moment(ms: number): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'long', timeStyle: 'short' }).format(ms);
  }

  percent(share: number): string {
    return this.number(share, { style: 'percent', minimumFractionDigits: 2 });
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return new Intl.NumberFormat(this.locale, options).format(value);
  }
}
