import { importsOf } from './imports.ts';
import { isScript, type RepoFile, type Violation } from './repository.ts';

/** Circles of value imports between files, each shown once from its first file. */
export function cycleViolations(files: readonly RepoFile[]): Violation[] {
  const scripts = new Map(files.filter(isScript).map((file) => [file.path, file]));
  const next = new Map(
    [...scripts].map(([path, file]) => [
      path,
      importsOf(file)
        .filter(({ target, typeOnly }) => !typeOnly && scripts.has(target))
        .map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const trail: string[] = [];
  const found: Violation[] = [];
  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const circle = [...trail.slice(start), path];
      found.push({ path, what: `imports itself in a circle: ${circle.join(' → ')}` });
      return;
    }
    if (done.has(path)) return;
    trail.push(path);
    for (const target of next.get(path) ?? []) visit(target);
    trail.pop();
    done.add(path);
  };
  for (const path of next.keys()) visit(path);
  return found;
}
