import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { AuditKeys, Sha256Hex } from '@roundgate/contract';
import type { Archive } from '@roundgate/contract/audit';
import { z } from 'zod';
import { checkShape, parseJson, readBytes } from '../build/read-json.ts';
import { reasonOf, refused } from '../cli/failure.ts';

/** Beside the objects of the store: what was signed when they were copied, and the keys as the edge told them. */
export const HEAD_FILE = 'head.json';
export const KEYS_FILE = 'keys.json';

const Anchor = z.strictObject({ number: z.number().int().min(1), digest: Sha256Hex, made_at: z.string() });
/** A digest that is kept where nobody who could change the store can change it. */
export type Anchor = z.infer<typeof Anchor>;

const COPY_AGAIN = 'copy the archive again: roundgate audit archive';

/** Every file below a folder, by its place with slashes. */
function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch (cause) {
    throw refused(folder, `cannot be read: ${reasonOf(cause)}`, COPY_AGAIN);
  }
}

/** The keys of a file. Throws a `Failure`. */
export const readKeys = (file: string): AuditKeys =>
  checkShape(
    AuditKeys,
    parseJson(readBytes(file, COPY_AGAIN), file),
    file,
    'give the keys as the platform published them',
  );

/** Lines of an anchor file. */
export function readAnchors(file: string): Anchor[] {
  const lines = Buffer.from(readBytes(file, 'give the file of roundgate audit anchor'))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line, index) => {
    const where = `${file}, line ${index + 1}`;
    return checkShape(Anchor, parseJson(Buffer.from(line), where), where, 'restore this line from a copy');
  });
}

/** Adds a line to an anchor file. */
export function appendAnchor(file: string, anchor: Anchor): void {
  try {
    appendFileSync(file, `${JSON.stringify(anchor)}\n`);
  } catch (cause) {
    throw refused(file, `cannot be written: ${reasonOf(cause)}`, 'give a path in a folder that exists');
  }
}

/** A copied archive as it is on disk; `head` is undefined when it is missing or is no JSON. */
export function openArchive(folder: string, trusted: AuditKeys, anchors: readonly Anchor[]): Archive {
  const files = filesBelow(folder);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  let head: unknown;
  try {
    head = JSON.parse(text(HEAD_FILE));
  } catch {
    head = undefined;
  }
  return {
    keys: files.filter((name) => name !== HEAD_FILE && name !== KEYS_FILE),
    read: text,
    head,
    trusted: trusted.keys,
    anchors,
  };
}

/** Where a copy goes: objects that are there already are kept, so that a second copy brings only what is new. */
export class ArchiveFolder {
  readonly #folder: string;
  constructor(folder: string) {
    this.#folder = folder;
  }

  has(key: string): boolean {
    return existsSync(join(this.#folder, key));
  }

  read(key: string): string {
    return readFileSync(join(this.#folder, key), 'utf8');
  }

  write(key: string, text: string): void {
    const path = join(this.#folder, key);
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } catch (cause) {
      throw refused(path, `cannot be written: ${reasonOf(cause)}`, 'give --out a folder that can be written');
    }
  }
}
