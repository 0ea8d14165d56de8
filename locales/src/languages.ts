/** The languages of the product; `en` is the source that the others are checked against (spec L1). */
export const LANGUAGES = ['en', 'de', 'uk', 'hi', 'es'] as const;
/** A language that has messages. */
export type Language = (typeof LANGUAGES)[number];
/** The language that translations are made from and that is shown when none fits. */
export const SOURCE_LANGUAGE = 'en' satisfies Language;

/** True when there are messages in this language. */
export const isLanguage = (text: string): text is Language => LANGUAGES.some((language) => language === text);

/** Picks the language for a BCP 47 locale, or for a list in order of preference: `de-AT` → `de`, `fr` → `en`. */
export function resolveLanguage(wanted: string | readonly string[]): Language {
  const locales = typeof wanted === 'string' ? [wanted] : wanted;
  const languages = locales.map((locale) => locale.toLowerCase().split(/[-_]/)[0] ?? '');
  return languages.find(isLanguage) ?? SOURCE_LANGUAGE;
}
