import { isAbsolute, resolve } from 'node:path';
import { MAX_FILE_BYTES, MAX_FILES } from '@roundgate/contract';
import { refuseByName } from '../build/file-type.ts';
import { walkFiles } from '../build/walk.ts';
import type { BuildFault } from './clauses.ts';

/** The part of a bundled file that is judged. */
export type BundledFile =
  | { readonly type: 'asset'; readonly fileName: string }
  | {
      readonly type: 'chunk';
      readonly fileName: string;
      readonly code: string;
      readonly imports: readonly string[];
      readonly dynamicImports: readonly string[];
    };

type Chunk = Extract<BundledFile, { type: 'chunk' }>;

function checkChunk(chunk: Chunk, entry: string, root: string): BuildFault[] {
  const where = chunk.fileName;
  const faults: BuildFault[] = [];
  const outside = [...chunk.imports, ...chunk.dynamicImports].filter((name) => name !== where);
  if (where !== entry)
    faults.push({
      where,
      clause: 'F2',
      what: `is a second script beside ${entry}`,
      mend: 'leave build.lib and rolldownOptions.output to the plugin',
    });
  if (outside.length > 0)
    faults.push({
      where,
      clause: 'F2',
      what: `still imports ${outside.join(', ')}`,
      mend: 'let it be bundled: take it out of rolldownOptions.external',
    });
  if (Buffer.byteLength(chunk.code) > MAX_FILE_BYTES)
    faults.push({
      where,
      clause: 'F11',
      what: `holds ${Buffer.byteLength(chunk.code)} bytes; at most ${MAX_FILE_BYTES} are taken`,
      mend: 'move pictures and sounds into public/, and take out libraries that are not needed',
    });
  if (chunk.code.includes(root))
    faults.push({
      where,
      clause: 'F12',
      what: `holds the folder it was built in, ${root}`,
      mend: 'look for __dirname, a define or a plugin that writes absolute paths',
    });
  return faults;
}

/** What of the bundle could not be a build. `root` is the folder of the game. */
export function checkBundle(files: readonly BundledFile[], entry: string, root: string): BuildFault[] {
  return files.flatMap((file): BuildFault[] => {
    if (file.type === 'chunk') return checkChunk(file, entry, root);
    const refusal = refuseByName(file.fileName);
    return refusal ? [{ where: file.fileName, clause: 'F11', ...refusal }] : [];
  });
}

/** What of the files that were written the edge would not take; the same judge as in `roundgate build`. */
export function checkFolder(folder: string, label: string): BuildFault[] {
  const { files, faults } = walkFiles(folder, label);
  const all: BuildFault[] = faults.map((fault) => ({ ...fault, clause: 'F11' }));
  const scripts = files.filter(({ type }) => type === 'text/javascript');
  for (const { path } of scripts.slice(1))
    all.push({
      where: `${label}/${path}`,
      clause: 'F2',
      what: 'is a second script',
      mend: 'take it out of public/ and import it from the source',
    });
  if (files.length >= MAX_FILES)
    all.push({
      where: label,
      clause: 'F11',
      what: `holds ${files.length} files; at most ${MAX_FILES} with the model are taken`,
      mend: 'join small images into sheets',
    });
  return all;
}

/** A folder as an absolute path. */
export const absolute = (root: string, folder: string): string =>
  isAbsolute(folder) ? folder : resolve(root, folder);
