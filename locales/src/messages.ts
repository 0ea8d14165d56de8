/** A namespace as it stands in its JSON file: nested, or flat with dotted keys. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}
/** Dotted key → ICU message. */
export type FlatMessages = Readonly<Record<string, string>>;

/** Thrown when a namespace is not a tree of strings, or two spellings name one key. */
export class MessageTreeError extends Error {
  readonly code = 'MESSAGE_TREE';
  readonly key: string;
  constructor(key: string, problem: string) {
    super(`"${key}" ${problem}`);
    this.key = key;
  }
}

const KEY_PART = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Turns `{error: {network: …}}` into `{"error.network": …}`; throws {@link MessageTreeError}. */
export function flattenMessages(tree: unknown): FlatMessages {
  const flat: Record<string, string> = {};
  const walk = (node: unknown, key: string): void => {
    if (typeof node === 'string') {
      if (Object.hasOwn(flat, key)) throw new MessageTreeError(key, 'is there twice, nested and dotted');
      flat[key] = node;
      return;
    }
    if (typeof node !== 'object' || node === null || Array.isArray(node))
      throw new MessageTreeError(key || '(file)', 'must be a text or an object of texts');
    for (const [name, child] of Object.entries(node)) {
      const path = key ? `${key}.${name}` : name;
      if (!name.split('.').every((part) => KEY_PART.test(part)))
        throw new MessageTreeError(path, 'must be made of letters, digits, _ and -, with dots between parts');
      walk(child, path);
    }
  };
  walk(tree, '');
  return flat;
}
