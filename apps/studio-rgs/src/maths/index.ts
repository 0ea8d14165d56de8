/** The maths engine: pure, synchronous, free of platform. */
export { type CompiledModel, type CompiledSet, compileModel } from './compiled-model.ts';
export { createScratch, evaluateStops, type SpinScratch, type SpinValue } from './evaluate.ts';
export {
  addFractions,
  decimalOf,
  divideFractions,
  type Fraction,
  fraction,
  fractionText,
  multiplyFractions,
  numberOf,
  ratio,
  subtractFractions,
  sumFractions,
  ZERO,
} from './fraction.ts';
export { largestBaseWin, MECHANICS_VERSION } from './mechanics.ts';
export type { ModelFault } from './model-rules.ts';
export { ModelError, parseSlotModel, parseSlotModelText } from './parse-model.ts';
export {
  type Draw,
  lineBetMinor,
  type PlayedRound,
  playRound,
  RoundTooLong,
  StakeNotDivisible,
} from './play-round.ts';
export { eventChars, leastSpinsToOutgrow, MAX_OPEN_EVENTS, MAX_OUTCOME_CHARS } from './round-size.ts';
export { countWays } from './scatter-odds.ts';
export { type SlotModel, slotModelJsonSchema } from './slot-model.ts';
