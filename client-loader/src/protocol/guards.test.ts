import embedAndGame from '@roundgate/contract/vectors/frame-messages.gen.json';
import { describe, expect, it } from 'vitest';
import { asEmbedMessage, asGameMessage } from './guards.ts';
import { createRateGuard } from './rate.ts';

interface Vector {
  readonly name: string;
  readonly value: unknown;
  readonly valid: boolean;
}
const vectors = embedAndGame as unknown as Readonly<Record<string, readonly Vector[]>>;

describe.each([
  ['EmbedMessage', asEmbedMessage],
  ['GameMessage', asGameMessage],
])('the guard of %s', (name, guard) => {
  const cases = vectors[name] ?? [];

  it('has vectors to be held against', () => {
    expect(cases.filter((vector) => vector.valid).length).toBeGreaterThan(3);
    expect(cases.filter((vector) => !vector.valid).length).toBeGreaterThan(10);
  });

  it('accepts and refuses exactly what the contract does', () => {
    const wrong = cases.filter((vector) => (guard(vector.value) !== undefined) !== vector.valid);
    expect(wrong.map((vector) => vector.name)).toEqual([]);
  });

  it('refuses a message over the size limit', () => {
    expect(guard({ rg: 1, seq: 1, type: 'fault', message: 'x'.repeat(70_000) })).toBeUndefined();
  });
});

it('a frame may send a burst, then so many a second', () => {
  let nowMs = 0;
  const may = createRateGuard(3, 1, () => nowMs);
  expect([may(), may(), may(), may()]).toEqual([true, true, true, false]);
  nowMs += 1_000;
  expect([may(), may()]).toEqual([true, false]);
});
