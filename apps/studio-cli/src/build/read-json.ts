import { readFileSync } from 'node:fs';
import { fieldProblems } from '@roundgate/contract';
import { EXIT, Failure, reasonOf, refused } from '../cli/failure.ts';

/** The part of a zod schema that is needed here. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: Parameters<typeof fieldProblems>[0] };
}

/** Reads a whole file; throws a `Failure` that says how to mend it. */
export function readBytes(path: string, mend: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw refused(path, `cannot be read: ${reasonOf(cause)}`, mend);
  }
}

/** Checks a value; one fault for each wrong field. */
export function checkShape<T>(schema: Schema<T>, value: unknown, where: string, mend: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = fieldProblems(parsed.error).map(({ field, message }) => ({
    where: `${where}, ${field}`,
    what: message,
    mend,
  }));
  throw new Failure(EXIT.refused, faults);
}

/** Parses JSON that is strict UTF-8. */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw refused(where, `is not JSON: ${reasonOf(cause)}`, 'mend the file, or make it again');
  }
}
