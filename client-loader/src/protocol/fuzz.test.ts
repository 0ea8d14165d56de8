import { EmbedMessage, GameMessage, readAs } from '@roundgate/contract';
import vectors from '@roundgate/contract/vectors/frame-messages.gen.json';
import { diceOf, mutated, seedOf } from '@roundgate/contract/vectors/mutate.ts';
import { describe, expect, it } from 'vitest';
import { asEmbedMessage, asGameMessage } from './guards.ts';

const seed = seedOf(process.env.SEED);
const groups = vectors as unknown as Readonly<Record<string, readonly { value: unknown; valid: boolean }[]>>;

describe.each([
  ['EmbedMessage', asEmbedMessage, EmbedMessage],
  ['GameMessage', asGameMessage, GameMessage],
] as const)('the guard of %s', (name, guard, schema) => {
  it(`lets pass what the contract lets pass and nothing else, whatever a frame sends (seed ${seed})`, () => {
    const dice = diceOf(seed);
    const good = (groups[name] ?? []).filter(({ valid }) => valid);
    for (let round = 0; round < 4_000; round += 1) {
      const value = mutated(good[dice(good.length)]?.value, dice);
      const expected = readAs(schema, value).success;
      expect(guard(value) !== undefined, `seed ${seed}, round ${round}: ${JSON.stringify(value)}`).toBe(
        expected,
      );
    }
  });
});
