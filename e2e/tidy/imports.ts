import { dirname, join } from 'node:path/posix';
import type { RepoFile } from './repository.ts';

/** One import of a file: a path from the repository's root, or a package's name as it is written. */
export interface Import {
  readonly line: number;
  readonly target: string;
  /** Gone after compilation, so that it cannot make a cycle or reach a bundle. */
  readonly typeOnly: boolean;
}

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]|(\btypeof\s+)?\bimport\(\s*['"]([^'"\n]+)['"]\s*\)(\.[A-Z])?/gm;

const resolve = (from: string, specifier: string): string =>
  specifier.startsWith('.') ? join(dirname(from), specifier) : specifier;

/** Reads the imports and re-exports of a file, dynamic ones included. */
export function importsOf({ path, text }: RepoFile): Import[] {
  return [...text.matchAll(STATEMENT)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    target: resolve(path, match[2] ?? match[4] ?? ''),
    // `import('./player-do.ts').PlayerDO` and `typeof import('./player-do.ts')` are types.
    typeOnly: [match[1], match[3], match[5]].some((mark) => mark !== undefined),
  }));
}
