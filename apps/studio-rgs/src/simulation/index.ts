/** Playing a model out by the engine that plays for money, with a generator that is only fast. */
export { addTally, emptyTally, Simulator, STRETCH, type Tally } from './simulate.ts';
