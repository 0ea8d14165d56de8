/** How the session writes money. */
export interface MoneyStyle {
  /** ISO 4217. */
  readonly currency: string;
  /** Digits after the decimal point. */
  readonly exponent: number;
  /** BCP 47. */
  readonly locale: string;
}

/** Decimal text such as "12.34", exact: digits are moved, nothing is divided. */
export function decimalText(amountMinor: number, exponent: number): string {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`${amountMinor} is not an exact amount`);
  const sign = amountMinor < 0 ? '-' : '';
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** The amount as people of the locale write it. */
export function amountText(amountMinor: number, style: MoneyStyle): string {
  const format = new Intl.NumberFormat(style.locale, { style: 'currency', currency: style.currency });
  return format.format(decimalText(amountMinor, style.exponent) as Intl.StringNumericLiteral);
}

/** Moves the decimal point of "0.9645" two places: "96.45"; keeps every digit that was given. */
export function percentDigits(share: string): string {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(share);
  if (!match) throw new RangeError(`"${share}" is not a share such as 0.9600`);
  const decimals = (match[2] ?? '').padEnd(2, '0');
  const whole = `${match[1] ?? ''}${decimals.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  return decimals.length > 2 ? `${whole}.${decimals.slice(2)}` : whole;
}

/** A share such as "0.9600" as a percentage of the locale: "96.00%", "96,00 %". */
export function percentText(share: string, locale: string): string {
  const digits = percentDigits(share);
  const decimals = digits.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(digits as Intl.StringNumericLiteral);
}
