import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BatchResult, runBatch as runTrueBatch } from './batch.ts';
import { MUTANTS, type Mutant } from './mutants.ts';

/** What became of one mutant. */
export interface MutantResult {
  readonly name: string;
  readonly breaks: string;
  readonly caught: boolean;
  /** The promises that were seen to break, how many schedules it took, and the number of the last. */
  readonly seen: readonly string[];
  readonly schedules: number;
  readonly last: number;
}

const WORKER = fileURLToPath(new URL('..', import.meta.url));

/** Thrown when a mutant's text is not in its file any more, or not once: the mutant must be mended first. */
export class StaleMutantError extends Error {}

function apply(mutant: Mutant, directory: string): void {
  for (const { file, find, replace } of mutant.patches) {
    const path = join(directory, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2)
      throw new StaleMutantError(
        `mutant "${mutant.name}": its text stands ${text.split(find).length - 1} times in ${file}`,
      );
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  }
}

/** Folders and TypeScript alone: a test runner's settings would not be found from there. */
const isCode = (path: string): boolean => /\.ts$|\/[^.]*$/.test(path);

type RunBatch = (seed: string, from: number, to: number) => Promise<BatchResult>;

/** A copy of the worker's rules and of the simulation, below the repository so that packages are found. */
function copy(index: number): string {
  const directory = join(WORKER, '../.roundgate/mutants', `${process.pid}-${index}`);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const part of ['src/domain', 'src/use-cases', 'sim'])
    cpSync(join(WORKER, part), join(directory, part), { recursive: true, filter: isCode });
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}\n');
  return directory;
}

async function runMutant(mutant: Mutant, index: number, seed: string, limit: number): Promise<MutantResult> {
  const directory = copy(index);
  try {
    apply(mutant, directory);
    const { runBatch } = (await import(pathToFileURL(join(directory, 'sim/batch.ts')).href)) as {
      runBatch: RunBatch;
    };
    const seen = new Set<string>();
    let [schedules, last] = [0, 0];
    while (schedules < limit && !seen.has(mutant.breaks)) {
      last = ((mutant.from ?? 0) + schedules) % limit;
      const { failed } = await runBatch(seed, last, last + 1);
      schedules += 1;
      for (const { violations } of failed) for (const { invariant } of violations) seen.add(invariant);
    }
    const { name, breaks } = mutant;
    return { name, breaks, caught: seen.has(breaks), seen: [...seen], schedules, last };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Whether the true code keeps all promises in the very schedules that convicted the mutants. */
export async function isTrueCodeAcquitted(seed: string, results: readonly MutantResult[]): Promise<boolean> {
  for (const last of new Set(results.map((result) => result.last)))
    if ((await runTrueBatch(seed, last, last + 1)).failed.length > 0) return false;
  return true;
}

/** Runs every mutant over the schedules of `seed` until its promise is seen to break, at most `limit` of them. */
export async function runMutants(
  seed: string,
  limit: number,
  onResult: (result: MutantResult) => void = () => {},
): Promise<MutantResult[]> {
  const results: MutantResult[] = [];
  for (const [index, mutant] of MUTANTS.entries()) {
    const result = await runMutant(mutant, index, seed, limit);
    results.push(result);
    onResult(result);
  }
  return results;
}
