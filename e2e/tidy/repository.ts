import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { repo } from '../fixtures/paths.ts';

/** One file of the repository, by its path from the root. */
export interface RepoFile {
  readonly path: string;
  readonly bytes: number;
  readonly text: string;
}

/** A broken rule, and where. */
export interface Violation {
  readonly path: string;
  readonly line?: number;
  readonly what: string;
}

/** Every file that version control holds, or would hold if it were added now. */
export function readRepository(): RepoFile[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repo(''),
    encoding: 'utf8',
  });
  return list
    .split('\0')
    .filter((path) => path !== '' && existsSync(repo(path)))
    .map((path) => ({
      path,
      bytes: statSync(repo(path)).size,
      text: readFileSync(repo(path), 'utf8'),
    }));
}

/** A file that exists only in a test of a rule. */
export const planted = (path: string, text: string): RepoFile => ({
  path,
  bytes: Buffer.byteLength(text),
  text,
});

export const isScript = ({ path }: RepoFile): boolean => /\.(?:ts|mts|mjs|js)$/.test(path);
export const isGenerated = ({ path }: RepoFile): boolean => path.includes('.gen.');
export const isTest = ({ path }: RepoFile): boolean =>
  /\.(?:test|spec)\.ts$/.test(path) || /(?:^|\/)test\//.test(path);

/** A violation as a person reads it. */
export const show = ({ path, line, what }: Violation): string => `${path}${line ? `:${line}` : ''} ${what}`;
