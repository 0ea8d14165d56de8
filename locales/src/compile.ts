import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { FlatMessages } from './messages.ts';
import type { Cases, CompiledMessage, CompiledMessages, Part } from './mini.ts';

/** Thrown for a message that is broken or that the compact form cannot hold; `message` says which and why. */
export class CompileError extends Error {
  readonly code = 'MESSAGE_COMPILE';
}

/** The named styles of intl-messageformat that need no further fact. */
const NAMED_STYLES: Readonly<Record<string, Intl.NumberFormatOptions>> = {
  integer: { maximumFractionDigits: 0 },
  percent: { style: 'percent' },
};

type Element<T extends TYPE> = Extract<MessageFormatElement, { type: T }>;

function numberPart({ value, style }: Element<TYPE.number>): Part {
  if (!style) return [value, 1];
  const options = typeof style === 'string' ? NAMED_STYLES[style] : style.parsedOptions;
  if (!options) throw new CompileError(`{${value}, number, …} has the unknown style "${String(style)}"`);
  if ('scale' in options)
    throw new CompileError(`{${value}, number, …} scales the number; scale it before it is handed in`);
  return [value, 1, options as Intl.NumberFormatOptions];
}

const compileCases = (options: Record<string, { value: MessageFormatElement[] }>): Cases =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, compileParts(option.value)]));

function pluralPart({ value, options, offset, pluralType }: Element<TYPE.plural>): Part {
  const cases = compileCases(options);
  if (pluralType === 'ordinal') return [value, 2, cases, offset, 1];
  return offset ? [value, 2, cases, offset] : [value, 2, cases];
}

function compilePart(element: MessageFormatElement): Part {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.argument:
      return [element.value];
    case TYPE.number:
      return numberPart(element);
    case TYPE.plural:
      return pluralPart(element);
    case TYPE.select:
      return [element.value, 3, compileCases(element.options)];
    case TYPE.pound:
      return 0;
    case TYPE.date:
    case TYPE.time:
      throw new CompileError(
        `{${element.value}} is a date or time; format it with Intl and hand it in as text`,
      );
    case TYPE.tag:
      throw new CompileError(`<${element.value}> is a tag; messages hold text only`);
  }
}

function compileParts(elements: MessageFormatElement[]): CompiledMessage {
  const parts = elements.map(compilePart);
  if (parts.length === 0) return '';
  const [only] = parts;
  return parts.length === 1 && typeof only === 'string' ? only : parts;
}

/** Compiles one ICU message; throws {@link CompileError}. Tags are text, as i18next-icu reads them too. */
export function compileMessage(message: string, language: string): CompiledMessage {
  let elements: MessageFormatElement[];
  try {
    elements = parse(message, { ignoreTag: true, locale: new Intl.Locale(language) });
  } catch (cause) {
    throw new CompileError(`is not valid ICU: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  return compileParts(elements);
}

/** Compiles a namespace; the error names the key. */
export function compileNamespace(messages: FlatMessages, language: string): CompiledMessages {
  const compile = ([key, message]: [string, string]): [string, CompiledMessage] => {
    try {
      return [key, compileMessage(message, language)];
    } catch (cause) {
      throw new CompileError(`"${key}": ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  };
  return Object.fromEntries(Object.entries(messages).map(compile));
}
