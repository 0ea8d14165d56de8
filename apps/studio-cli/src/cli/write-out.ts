import { writeFileSync } from 'node:fs';
import { reasonOf, refused } from './failure.ts';

/** Writes what a command brought to a file. Throws a `Failure`. */
export function writeOut(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw refused(path, `cannot be written: ${reasonOf(cause)}`, 'give a path in a folder that exists');
  }
}
