import { GAME_MESSAGES } from '@roundgate/locales/all-game';
import {
  createTranslator,
  formattingLocale,
  LANGUAGES,
  type Language,
  resolveLanguage,
  type Translator,
} from '@roundgate/locales/i18n';
import { amountText } from '../model/amounts.ts';
import type { ThemeTexts } from './theme.ts';

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

type Messages = Readonly<Record<string, string>>;

/** The kit's messages with those of a theme over them, in every language. */
const messagesWith = (texts: ThemeTexts): { readonly [L in Language]?: Messages } =>
  Object.fromEntries(
    LANGUAGES.map((language): [string, Messages] => [
      language,
      { ...GAME_MESSAGES[language], ...texts.en, ...texts[language] },
    ]),
  );

/** How the session writes words and money. */
export interface WordsStyle {
  readonly locale: string;
  readonly currency: string;
  readonly exponent: number;
}

function wordsOver(
  translator: Translator,
  isNamed: (symbol: string) => boolean,
  { locale: first, currency, exponent }: WordsStyle,
): Words {
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
      isNamed(id) ? translator.t(`symbol.${id}`) : translator.t('symbol.letter', { letter: id }),
    async setLocale(next) {
      await translator.setLanguage(resolveLanguage(next));
      locale = formattingLocale(next);
      announce();
    },
  };
}

/** Loads the words; all languages are in the bundle, since the game frame can fetch nothing later. */
export async function createWords(texts: ThemeTexts, style: WordsStyle): Promise<Words> {
  const resources = messagesWith(texts);
  const translator = await createTranslator({
    language: resolveLanguage(style.locale),
    namespace: 'game',
    resources,
    strict: true,
  });
  return wordsOver(translator, (symbol) => Object.hasOwn(resources.en ?? {}, `symbol.${symbol}`), style);
}
