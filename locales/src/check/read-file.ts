import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FlatMessages, flattenMessages, MessageTreeError } from '../messages.ts';
import { errorAt, type Finding } from './finding.ts';

/** A namespace file, or why it could not be read. */
export interface ReadFile {
  readonly messages: FlatMessages | null;
  readonly findings: readonly Finding[];
}

const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/** Keys that stand twice in one object: `JSON.parse` drops the first silently, and a translation with it. */
export function duplicateKeys(json: string): string[] {
  const open: Set<string>[] = [];
  const twice: string[] = [];
  for (const [token, colon] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const key: unknown = JSON.parse(token.slice(0, -colon.length));
      const seen = open.at(-1);
      if (seen?.has(String(key))) twice.push(String(key));
      seen?.add(String(key));
    }
  }
  return twice;
}

/** Reads and flattens `root/file`; problems become findings. */
export function readMessages(root: string, file: string): ReadFile {
  const json = readFileSync(join(root, file), 'utf8');
  try {
    const messages = flattenMessages(JSON.parse(json));
    const findings = duplicateKeys(json).map((key) =>
      errorAt({ file, key }, 'stands twice in one object', 'keep one of the two'),
    );
    return { messages, findings };
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    const finding =
      cause instanceof MessageTreeError
        ? errorAt(
            { file, key: cause.key },
            what,
            'give each key one text, in objects of letters, digits, _ and -',
          )
        : errorAt({ file, key: null }, `is not JSON: ${what}`, 'mend the JSON at that place');
    return { messages: null, findings: [finding] };
  }
}
