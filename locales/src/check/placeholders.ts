import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';

/** What a placeholder is used as, everywhere in one message. */
export interface Placeholder {
  /** `number` when it is a number or plural anywhere, else `select`, else `text`. */
  readonly kind: 'text' | 'select' | 'number';
  /** The cases of its selects, without `other`, sorted. */
  readonly cases: readonly string[];
}

const STRENGTH = { text: 0, select: 1, number: 2 } as const;

function kindOf(element: MessageFormatElement): Placeholder['kind'] | null {
  if (element.type === TYPE.argument) return 'text';
  if (element.type === TYPE.select) return 'select';
  if (element.type === TYPE.number || element.type === TYPE.plural) return 'number';
  return null;
}

const casesOf = (element: MessageFormatElement): string[] =>
  element.type === TYPE.select ? Object.keys(element.options).filter((name) => name !== 'other') : [];

/** Calls `visit` for every element, inside plurals and selects too. */
export function walk(elements: MessageFormatElement[], visit: (element: MessageFormatElement) => void): void {
  for (const element of elements) {
    visit(element);
    if (element.type === TYPE.select || element.type === TYPE.plural)
      for (const option of Object.values(element.options)) walk(option.value, visit);
  }
}

/** The placeholders of a message by name. */
export function placeholdersOf(elements: MessageFormatElement[]): Map<string, Placeholder> {
  const found = new Map<string, Placeholder>();
  walk(elements, (element) => {
    const kind = kindOf(element);
    if (!kind || !('value' in element) || typeof element.value !== 'string') return;
    const before = found.get(element.value) ?? { kind, cases: [] };
    found.set(element.value, {
      kind: STRENGTH[kind] > STRENGTH[before.kind] ? kind : before.kind,
      cases: [...new Set([...before.cases, ...casesOf(element)])].sort(),
    });
  });
  return found;
}
