/** Exact figures of a slot model: pure, without a clock, for the command line, the tests and the lab package. */
export {
  type Analysis,
  analyzeModel,
  type Figure,
  type FreeSpinFigures,
  type LargestWin,
  type TopAward,
} from './analyze.ts';
export type { LineRow, ScatterRow } from './pay-tables.ts';
export { lengthWarnings, type RoundLength } from './round-length.ts';
export { AnalysisRefused, type SpinOutcome, type SpinSpread, spinSpread } from './spin-spread.ts';
