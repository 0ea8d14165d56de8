/** `#` inside a plural. */
export type PoundPart = 0;
/** A plain value: `["name"]`. */
export type ArgumentPart = readonly [name: string];
/** A number: `["n", 1, options?]`. */
export type NumberPart = readonly [name: string, kind: 1, options?: Intl.NumberFormatOptions];
/** A plural: `["n", 2, {one: …, other: …}, offset?, ordinal?]`. */
export type PluralPart = readonly [name: string, kind: 2, cases: Cases, offset?: number, ordinal?: 1];
/** A choice by text: `["who", 3, {a: …, other: …}]`. */
export type SelectPart = readonly [name: string, kind: 3, cases: Cases];
export type Part = string | PoundPart | ArgumentPart | NumberPart | PluralPart | SelectPart;
export type Cases = Readonly<Record<string, CompiledMessage>>;
/** One message in the compact form; a plain text stays a string. */
export type CompiledMessage = string | readonly Part[];
/** Dotted key → compiled message, as `virtual:roundgate-messages/<namespace>/<language>` exports it. */
export type CompiledMessages = Readonly<Record<string, CompiledMessage>>;
/** Values of the placeholders. Amounts and dates are formatted first and handed in as text. */
export type MessageValues = Readonly<Record<string, string | number>>;

const pick = (cases: Cases, name: string): CompiledMessage | undefined =>
  Object.hasOwn(cases, name) ? cases[name] : undefined;

function render(language: string, message: CompiledMessage, values: MessageValues, count?: number): string {
  if (typeof message === 'string') return message;
  const digits = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(language, options).format(value);
  let text = '';
  for (const part of message) {
    if (typeof part === 'string') text += part;
    else if (part === 0) text += digits(count ?? 0);
    else {
      const value = values[part[0]];
      if (value === undefined) throw new Error(`no value for {${part[0]}}`);
      if (part[1] === 1) text += digits(+value, part[2]);
      else if (part[1] === 2) {
        const less = +value - (part[3] ?? 0);
        const rules = new Intl.PluralRules(language, { type: part[4] ? 'ordinal' : 'cardinal' });
        const chosen = pick(part[2], `=${value}`) ?? pick(part[2], rules.select(less)) ?? part[2].other;
        text += render(language, chosen ?? '', values, less);
      } else if (part[1] === 3)
        text += render(language, pick(part[2], `${value}`) ?? part[2].other ?? '', values);
      else text += value;
    }
  }
  return text;
}

/**
 * Formats one compiled message as intl-messageformat would. A key that is not there gives the key itself, so that a
 * person sees something to report; a missing value throws.
 */
export function format(
  messages: CompiledMessages,
  language: string,
  key: string,
  values: MessageValues = {},
): string {
  return render(language, pick(messages, key) ?? key, values);
}
