import type { DemoRound, GameEvent } from '@roundgate/contract';

/** One step of a round at `factor` times its stake: amounts grow, and nothing else does. */
const scaleEvent = (event: GameEvent, factor: number): GameEvent =>
  Object.fromEntries(
    Object.entries(event).map(([name, value]) => {
      if (name.endsWith('_minor')) return [name, (value as number) * factor];
      return [name, name === 'others' ? (value as number[]).map((pay) => pay * factor) : value];
    }),
  ) as GameEvent;

/** A round of the book as it goes at `factor` times the unit stake: exact, because every pay is linear in the stake. */
export const scaleRound = ({ win_minor, features, events }: DemoRound, factor: number): DemoRound => ({
  win_minor: win_minor * factor,
  features,
  events: events.map((event) => scaleEvent(event, factor)),
});

const WORDS = 2 ** 32;
const randomWord = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** A number from 0 to `bound - 1`, each exactly as likely: words above the last whole multiple are thrown away. */
export function uniformBelow(bound: number, word: () => number = randomWord): number {
  const limit = WORDS - (WORDS % bound);
  let drawn = word();
  while (drawn >= limit) drawn = word();
  return drawn % bound;
}
