import { type DrawSource, plantedFaults, realSource } from './sources.ts';
import { coupons, duplicates, frequency, type PValue, runs, serialPairs } from './statistics.ts';
import { VECTOR_TESTS } from './vectors.ts';

interface StatisticalTest {
  readonly name: string;
  readonly run: (source: DrawSource) => PValue;
}

const REEL = 30;
const REELS = 5;

/** The next draw of an endless row of rounds of five reels. */
function reelDraws(source: DrawSource): () => number {
  let round = 0;
  let reel = 0;
  let draw = source(0);
  return () => {
    if (reel === REELS) {
      round += 1;
      reel = 0;
      draw = source(round);
    }
    reel += 1;
    return draw(REEL);
  };
}

/** Neighbouring reels of one round, in pairs that do not overlap. */
function neighbours(source: DrawSource): () => readonly [number, number] {
  let round = 0;
  return () => {
    const draw = source(round);
    round += 1;
    return [draw(REEL), draw(REEL)];
  };
}

/** The first reel of one round and of the next. */
function successors(source: DrawSource): () => readonly [number, number] {
  let round = 0;
  return () => {
    const pair = [source(round)(REEL), source(round + 1)(REEL)] as const;
    round += 2;
    return pair;
  };
}

function consecutive(source: DrawSource, bound: number): () => readonly [number, number] {
  const draw = source(0);
  return () => [draw(bound), draw(bound)];
}

function roundValues(source: DrawSource, bound: number): () => number {
  let round = 0;
  return () => {
    const value = source(round)(bound);
    round += 1;
    return value;
  };
}

function longValues(source: DrawSource, bound: number): () => number {
  const draw = source(0);
  return () => draw(bound);
}

const TESTS: readonly StatisticalTest[] = [
  { name: 'chi-square of the stops of five reels of 30', run: (s) => frequency(reelDraws(s), REEL, 100_000) },
  { name: 'chi-square below 7', run: (s) => frequency(s(1), 7, 100_000) },
  { name: 'chi-square below 52', run: (s) => frequency(s(2), 52, 100_000) },
  { name: 'chi-square below 1,000', run: (s) => frequency(s(3), 1_000, 100_000) },
  { name: 'chi-square of thirds below 3·2^30', run: (s) => frequency(s(4), 3 * 2 ** 30, 30_000, 3) },
  { name: 'serial pairs of draws of one round', run: (s) => serialPairs(consecutive(s, REEL), REEL, 50_000) },
  { name: 'serial pairs of neighbouring reels', run: (s) => serialPairs(neighbours(s), REEL, 30_000) },
  { name: 'serial pairs of successive rounds', run: (s) => serialPairs(successors(s), REEL, 20_000) },
  { name: 'coupon collector below 10', run: (s) => coupons(s(5), 10, 10_000) },
  {
    name: 'duplicates between rounds below 2^26',
    run: (s) => duplicates(roundValues(s, 2 ** 26), 2 ** 26, 32_768),
  },
  {
    name: 'duplicates within a round below 2^26',
    run: (s) => duplicates(longValues(s, 2 ** 26), 2 ** 26, 32_768),
  },
  { name: 'runs above and below the middle', run: (s) => runs(s(6), 1_000, 100_000) },
];

/** How likely a sound generator fails the whole battery by chance; shared out evenly among its tests (Bonferroni). */
export const FALSE_ALARM = 1e-6;
// A p-value is that of one tail.
const LIMIT = FALSE_ALARM / TESTS.length / 2;

/** What one test of the sound generator came to; `p` is null where there is one right answer. */
export interface TestResult {
  readonly name: string;
  readonly passed: boolean;
  readonly p: number | null;
}

/** What became of one planted fault: the first test that caught it, if any. */
export interface FaultResult {
  readonly name: string;
  readonly caughtBy: string | null;
}

/** A whole battery. */
export interface BatteryReport {
  readonly seed: string;
  readonly falseAlarm: number;
  readonly results: readonly TestResult[];
  readonly faults: readonly FaultResult[];
}

const caughtBy = (source: DrawSource): string | null =>
  TESTS.find((test) => test.run(source) < LIMIT)?.name ?? null;

/** Tests the generator that draws for money, and then that the tests can tell broken ones. The seed decides everything. */
export function runBattery(seed: string, onStep: (name: string) => void): BatteryReport {
  const vectors = VECTOR_TESTS.map(({ name, holds }): TestResult => ({ name, passed: holds(), p: null }));
  const source = realSource(seed);
  const statistical = TESTS.map(({ name, run }): TestResult => {
    onStep(name);
    const p = run(source);
    return { name, passed: p >= LIMIT, p };
  });
  const faults = plantedFaults(seed).map(({ name, source: broken }): FaultResult => {
    onStep(`planted: ${name}`);
    return { name, caughtBy: caughtBy(broken) };
  });
  return { seed, falseAlarm: FALSE_ALARM, results: [...vectors, ...statistical], faults };
}
