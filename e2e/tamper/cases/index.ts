import type { TamperCase } from '../case.ts';
import { DOCUMENT_CASES } from './documents.ts';
import { FILE_CASES } from './files.ts';
import { PAGE_CASES } from './pages.ts';
import { SURROUNDINGS_CASES } from './surroundings.ts';

export { HOSTILE_CASES, publishHostileBuild } from './hostile.ts';

/** The tamper matrix, row by row (shared design: integrity), but for what a hostile game does. */
export const TAMPER_CASES: readonly TamperCase[] = [
  ...FILE_CASES,
  ...DOCUMENT_CASES,
  ...SURROUNDINGS_CASES,
  ...PAGE_CASES,
].sort((one, other) => one.row - other.row);
