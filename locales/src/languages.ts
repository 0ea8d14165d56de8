/**
 * The languages of the product as BCP 47 tags, which `Intl` formats by too; `en` is the source that the others are
 * checked against (spec L1). Where two share a first subtag, the first of them is what any other region gets.
 */
export const LANGUAGES = [
  'en',
  'de',
  'uk',
  'hi',
  'es',
  'fr',
  'it',
  'nl',
  'sv',
  'da',
  'cs',
  'ro',
  'el',
  'pt-PT',
  'pt-BR',
  'pl',
] as const;
/** A language that has messages. */
export type Language = (typeof LANGUAGES)[number];
/** The language that translations are made from and that is shown when none fits. */
export const SOURCE_LANGUAGE = 'en' satisfies Language;

/** Each language by its own name, for a switch. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  uk: 'Українська',
  hi: 'हिन्दी',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  nl: 'Nederlands',
  sv: 'Svenska',
  da: 'Dansk',
  cs: 'Čeština',
  ro: 'Română',
  el: 'Ελληνικά',
  'pt-PT': 'Português (Portugal)',
  'pt-BR': 'Português (Brasil)',
  pl: 'Polski',
};

/** True when there are messages in exactly this language. */
export const isLanguage = (text: string): text is Language => LANGUAGES.some((language) => language === text);

const firstSubtag = (tag: string): string => tag.split('-')[0] ?? '';

/** The one of `languages` that a locale asks for: exactly this one, else the first of its first subtag, if any. */
export function pickLanguage<L extends string>(languages: readonly L[], locale: string): L | undefined {
  const tag = locale.replaceAll('_', '-').toLowerCase();
  return (
    languages.find((language) => language.toLowerCase() === tag) ??
    languages.find((language) => firstSubtag(language) === firstSubtag(tag))
  );
}

/**
 * Picks the language for a BCP 47 locale, or for a list in order of preference: `de-CH` → `de`, `pt` and `pt-AO` →
 * `pt-PT`, `pt-BR` → itself, `ja` → `en`.
 */
export function resolveLanguage(wanted: string | readonly string[]): Language {
  const locales = typeof wanted === 'string' ? [wanted] : wanted;
  const found = locales.map((locale) => pickLanguage(LANGUAGES, locale));
  return found.find((language) => language !== undefined) ?? SOURCE_LANGUAGE;
}

/**
 * The locale for amounts and dates beside those words: the region stays (`de-CH`, `fr-BE`), unless it is of a language
 * that we do not have: `ja-JP` → `en`, `pt` → `pt-PT`.
 */
export const formattingLocale = (wanted: string): string => localeIn(resolveLanguage(wanted), wanted);

/** The locale for amounts and dates beside words of `language`: `wanted` where it is a region of it. */
export const localeIn = (language: string, wanted: string): string =>
  wanted.startsWith(`${language}-`) ? wanted : language;
