import type { Money } from '@roundgate/contract';

/** An amount as people of `language` write it: digits are moved, nothing is divided. */
export function moneyText({ amount_minor, currency, exponent }: Money, language: string): string {
  const digits = String(Math.abs(amount_minor)).padStart(exponent + 1, '0');
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(
    `${amount_minor < 0 ? '-' : ''}${decimal}` as Intl.StringNumericLiteral,
  );
}
