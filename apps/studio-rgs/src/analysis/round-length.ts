import { MAX_GAME_EVENTS } from '@roundgate/contract';
import {
  type CompiledModel,
  eventChars,
  MAX_OPEN_EVENTS,
  MAX_OUTCOME_CHARS,
  type ModelFault,
} from '../maths/index.ts';
import { type SpinSpread, spinSpread } from './spin-spread.ts';

/** How long the rounds of a model are told, beside what a round message carries. */
export interface RoundLength {
  /** The most events that a round can have; infinite where retriggers leave it without a bound. */
  readonly mostEvents: number;
  /** At most this share of the rounds outgrows a message; such a round is void, and moves no money. */
  readonly outgrows: number;
}

/** Rarer than once in so many rounds, a void round is told in the sheet and warned of no more. */
const NEVER = 1e-12;

/** What one spin adds to a round, with its probability. `size` is in the unit of the limit that is looked at. */
interface Step {
  readonly size: number;
  readonly awarded: number;
  readonly probability: number;
}

/** A model in which every pay is 1: its spread then counts the wins that a spin tells. */
const counting = (model: CompiledModel): CompiledModel => ({
  ...model,
  linePays: model.linePays.map((pay) => Number(pay > 0)),
  automaton: {
    ...model.automaton,
    pays: model.automaton.pays.map((entry) => ({ ...entry, pay: Number(entry.pay > 0) })),
  },
  scatters: model.scatters.map((scatter) => ({
    ...scatter,
    pays: scatter.pays.map((pay) => Number(pay > 0)),
  })),
});

type Sized = (outcome: SpinSpread['outcomes'][number], told: boolean) => number;

/** The steps of a spread, those of the same size and award as one. */
function stepsOf({ cycle, outcomes }: SpinSpread, sizeOf: Sized, awards: boolean): Step[] {
  const steps = new Map<string, Step>();
  for (const outcome of outcomes) {
    const awarded = awards ? outcome.awarded : 0;
    const size = sizeOf(outcome, awarded > 0);
    const key = `${size}/${awarded}`;
    const probability = (steps.get(key)?.probability ?? 0) + outcome.ways / cycle;
    steps.set(key, { size, awarded, probability });
  }
  return [...steps.values()];
}

/**
 * The probability that free spins take a round over `limit`, caps left out of account: rounds are followed by their size
 * and the free spins that are left, each as likely as all the ways to it. Every term is positive, so nothing is lost.
 */
function outgrowth(base: readonly Step[], free: readonly Step[], limit: number): number {
  const least = free.reduce((min, { size }) => Math.min(min, size), limit);
  const width = Math.floor(limit / least) + 2;
  const mass = new Float64Array((limit + 1) * width);
  let over = 0;
  const reach = (size: number, left: number, probability: number): void => {
    // Those left will take it over, however small they are.
    if (size + left * least > limit) over += probability;
    else if (left > 0) mass[size * width + left] = (mass[size * width + left] ?? 0) + probability;
  };
  for (const { size, awarded, probability } of base) if (awarded > 0) reach(size, awarded, probability);
  for (let size = 0; size <= limit; size += 1)
    for (let left = 1; left < width; left += 1) {
      const here = mass[size * width + left] ?? 0;
      if (here === 0) continue;
      for (const step of free) {
        const grown = size + step.size;
        if (grown > limit) over += here * step.probability;
        else reach(grown, left - 1 + step.awarded, here * step.probability);
      }
    }
  return over;
}

/** A free spin is told with one event more than a base spin: its start. */
const withStart =
  (sizeOf: Sized, start: number): Sized =>
  (outcome, told) =>
    start + sizeOf(outcome, told);

/** Characters are counted in portions of this many, rounded up. */
const PORTION = 64;

/** The most events of a round, by the largest base spin and the largest free spin. */
function mostEvents(base: readonly Step[], free: readonly Step[]): number {
  const again = free.some(({ awarded }) => awarded > 0);
  const perFree = free.reduce((most, { size }) => Math.max(most, size), 0);
  const endings = (awarded: number): number => (awarded > 0 ? 3 : 2);
  return base.reduce((most, { size, awarded }) => {
    if (awarded > 0 && again) return Number.POSITIVE_INFINITY;
    return Math.max(most, size + awarded * perFree + endings(awarded));
  }, 0);
}

/** True when some free spin takes a larger share of the characters that a message has than of its events. */
const isWordy = (free: SpinSpread, awards: boolean, events: Sized, chars: Sized): boolean =>
  free.outcomes.some((outcome) => {
    const told = awards && outcome.awarded > 0;
    return chars(outcome, told) / MAX_OUTCOME_CHARS > events(outcome, told) / MAX_OPEN_EVENTS;
  });

/**
 * How long the rounds of a model can get, and how often they outgrow what is told of a round. Exact where events are what
 * is short; where characters are, an upper bound by the longest form of each event. Caps are left out of account.
 */
export function roundLength(model: CompiledModel): RoundLength {
  const counted = counting(model);
  const baseSpread = spinSpread(counted, model.base);
  const freeSpread = model.free === model.base ? baseSpread : spinSpread(counted, model.free);
  const chars = eventChars(model);
  const events: Sized = ({ pay, bonusHits }, told) => 1 + pay + bonusHits + Number(told);
  const letters: Sized = ({ pay, bonusHits }, told) =>
    chars.stopped + pay * chars.win + bonusHits * chars.prize + Number(told) * chars.award;
  const portions: Sized = (outcome, told) => Math.ceil(letters(outcome, told) / PORTION);
  const steps = (sizeOf: Sized, startSize: number) => ({
    base: stepsOf(baseSpread, sizeOf, true),
    free: stepsOf(freeSpread, withStart(sizeOf, startSize), model.retrigger),
  });
  const byEvents = steps(events, 1);
  const most = mostEvents(byEvents.base, byEvents.free);
  const byChars = steps(portions, Math.ceil(chars.start / PORTION));
  // What the end of the round and its frame take is small beside one portion of each spin.
  const room = Math.floor(MAX_OUTCOME_CHARS / PORTION) - 16;
  const inEvents = outgrowth(byEvents.base, byEvents.free, MAX_OPEN_EVENTS);
  const wordy = isWordy(freeSpread, model.retrigger, withStart(events, 1), withStart(letters, chars.start));
  const inChars = wordy ? outgrowth(byChars.base, byChars.free, room) : 0;
  return { mostEvents: most, outgrows: Math.min(1, inEvents + inChars) };
}

/** What a studio is to be told of the length of its rounds, by path and rule; empty where no round is lost by it. */
export function lengthWarnings(model: CompiledModel, { outgrows }: RoundLength): ModelFault[] {
  if (outgrows < NEVER) return [];
  const path = model.retrigger ? 'freeSpins.retrigger' : 'freeSpins.awards';
  const oneIn = (1 / outgrows).toLocaleString('en', { maximumSignificantDigits: 3 });
  const limit = `${MAX_GAME_EVENTS.toLocaleString('en')} events or ${MAX_OUTCOME_CHARS / 1024} KiB`;
  const mend = 'award fewer free spins, or end the round at a lower maxWin';
  return [
    {
      path,
      rule: `lets up to 1 round in ${oneIn} outgrow the ${limit} that a round may be told in: such a round is void, no money moves; ${mend}`,
    },
  ];
}
