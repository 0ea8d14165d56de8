import vectorFile from '@roundgate/contract/vectors/frame-messages.gen.json';
import { describe, expect, it } from 'vitest';
import { asLoaderMessage } from './loader-guard.ts';

interface Vector {
  readonly name: string;
  readonly value: unknown;
  readonly valid: boolean;
}
const cases = (vectorFile as unknown as Readonly<Record<string, readonly Vector[]>>).LoaderMessage ?? [];

/**
 * What the contract refuses and the element lets pass: spellings of ids, codes and currencies, bounds of amounts, and the
 * sequence, which its line checks. Shapes and types it refuses itself.
 */
const PASSES =
  /unknown|over the largest|exponent|negative|(game_id|build_hash|round_id|reason) is "|lower case|long name|before the first|of no command/;

describe("the element's guard of loader messages", () => {
  it('accepts every message of the contract', () => {
    const refused = cases.filter(({ value, valid }) => valid && !asLoaderMessage(value));
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  it('refuses all that the contract refuses, but for spellings and bounds', () => {
    const passed = cases.filter(({ value, valid }) => !valid && asLoaderMessage(value));
    expect(passed.map(({ name }) => name).filter((name) => !PASSES.test(name))).toEqual([]);
  });
});
