import type { TamperCase } from '../case.ts';
import { DOCUMENT_CASES } from './documents.ts';
import { FILE_CASES } from './files.ts';

/** The tamper matrix, row by row (shared design: integrity). */
export const TAMPER_CASES: readonly TamperCase[] = [...FILE_CASES, ...DOCUMENT_CASES].sort(
  (one, other) => one.row - other.row,
);
