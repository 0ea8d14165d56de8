/** The sign that groups thousands in a language. */
const groupSign = (language: string): string =>
  (12_345).toLocaleString(language, { useGrouping: 'always' }).replace(/\d/g, '');

/**
 * Reads an amount that a person has typed into minor units, digit by digit and without a float. Where a sign reads both
 * ways (`1.000` in German: a thousand, or one with three decimals) nothing is guessed: null, as for anything that is
 * not a plain amount above zero.
 */
export function readAmount(text: string, exponent: number, language: string): number | null {
  const group = groupSign(language);
  const shape = new RegExp(
    `^(\\d{1,10}|\\d{1,3}([\\s'’${group}])\\d{3}(?:\\2\\d{3})*)(?:([.,])(\\d{1,3}))?$`,
  );
  const [, whole = '', grouped = '', sign, decimals = ''] = shape.exec(text.trim()) ?? [];
  const isUnclear = sign
    ? sign === grouped || (sign === group && decimals.length === 3 && whole.length < 4)
    : /[.,]/.test(grouped) && whole.length < 8;
  if (isUnclear || decimals.length > exponent) return null;
  const minor = Number(whole.replace(/\D/g, '') + decimals.padEnd(exponent, '0'));
  return minor > 0 && minor <= 1_000_000_000 ? minor : null;
}

/** Whole minutes from 1 to a day, or null. */
export function readMinutes(text: string): number | null {
  const minutes = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return minutes >= 1 && minutes <= 1440 ? minutes : null;
}
