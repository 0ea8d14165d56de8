import { GAME_MESSAGES } from '@roundgate/locales/all-game';
import {
  createTranslator,
  formattingLocale,
  resolveLanguage,
  type Translator,
} from '@roundgate/locales/i18n';
import { amountText } from '../model/amounts.ts';

/** The words and the money of one session, in a language that can change while it runs. */
export interface Words {
  /** BCP 47, for numbers and dates. */
  readonly locale: string;
  text(key: string, values?: Readonly<Record<string, string | number>>): string;
  money(amountMinor: number): string;
  /** Name of a symbol, for rules and for screen readers. */
  symbol(id: string): string;
  setLocale(locale: string): Promise<void>;
}

const NAMED = new Set(['W', 'S', 'KOI', 'TEA', 'FAN', 'DUMP']);

function wordsOver(translator: Translator, first: string, currency: string, exponent: number): Words {
  let locale = formattingLocale(first);
  const announce = () => {
    document.documentElement.lang = locale;
  };
  announce();
  return {
    get locale() {
      return locale;
    },
    text: (key, values) => translator.t(key, values),
    money: (amountMinor) => amountText(amountMinor, { currency, exponent, locale }),
    symbol: (id) =>
      NAMED.has(id) ? translator.t(`symbol.${id}`) : translator.t('symbol.letter', { letter: id }),
    async setLocale(next) {
      await translator.setLanguage(resolveLanguage(next));
      locale = formattingLocale(next);
      announce();
    },
  };
}

/** Loads the words; all languages are in the bundle, since the game frame can fetch nothing later. */
export async function createWords(locale: string, currency: string, exponent: number): Promise<Words> {
  const translator = await createTranslator({
    language: resolveLanguage(locale),
    namespace: 'game',
    resources: GAME_MESSAGES,
    strict: true,
  });
  return wordsOver(translator, locale, currency, exponent);
}
