import { createHash } from 'node:crypto';
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FilePath, MAX_FILE_BYTES } from '@roundgate/contract';
import { type Fault, reasonOf, refused } from '../cli/failure.ts';
import { type FileType, refuseByName, refuseScript, typeOf } from './file-type.ts';

/** One file as it lies on disk now. */
export interface FoundFile {
  /** Logical path, with `/` on every system. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly type: FileType;
}

/** The files of a folder, sorted by path, and why others cannot be part of a build. */
export interface Walk {
  readonly files: readonly FoundFile[];
  readonly faults: readonly Fault[];
}

/** SHA-256 in lowercase hex. */
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const tooLarge = (where: string, size: number): Fault => ({
  where,
  what: `holds ${size} bytes; at most ${MAX_FILE_BYTES} are allowed`,
  mend: 'make it smaller or split it',
});

const SHAPE_MEND =
  'rename it: lower-case letters, digits, _ and - in folders and name, one dot before the extension';

function inspect(root: string, path: string, where: string): FoundFile | Fault {
  const byName = refuseByName(path);
  if (byName) return { where, ...byName };
  const shape = FilePath.safeParse(path);
  if (!shape.success)
    return { where, what: shape.error.issues[0]?.message ?? 'has a wrong path', mend: SHAPE_MEND };
  const { size } = lstatSync(join(root, path));
  if (size > MAX_FILE_BYTES) return tooLarge(where, size);
  if (size === 0) return { where, what: 'is empty', mend: 'take it out, or build again' };
  const bytes = new Uint8Array(readFileSync(join(root, path)));
  const type = typeOf(path, bytes);
  if (typeof type !== 'string') return { where, ...type };
  const script = type === 'text/javascript' ? refuseScript(bytes) : undefined;
  return script ? { where, ...script } : { path, bytes, sha256: sha256Hex(bytes), type };
}

function refuseKind(entry: Dirent, where: string): Fault {
  const what = entry.isSymbolicLink() ? 'is a symbolic link' : 'is neither a file nor a folder';
  return { where, what, mend: 'put a plain copy there, or take it out' };
}

/** Every file under `root`. `label` names the folder in faults. Throws a `Failure` when it cannot be read. */
export function walkFiles(root: string, label: string): Walk {
  const files: FoundFile[] = [];
  const faults: Fault[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      const where = `${label}/${path}`;
      if (entry.isDirectory()) visit(path);
      else {
        const found = entry.isFile() ? inspect(root, path, where) : refuseKind(entry, where);
        if ('path' in found) files.push(found);
        else faults.push(found);
      }
    }
  };
  try {
    visit('');
  } catch (cause) {
    throw refused(
      label,
      `cannot be read: ${reasonOf(cause)}`,
      'give a folder that exists and that you may read',
    );
  }
  files.sort((left, right) => (left.path < right.path ? -1 : 1));
  faults.sort((left, right) => (left.where < right.where ? -1 : 1));
  return { files, faults };
}
