import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/canonical-json.json' with { type: 'json' };
import { CHAIN_START, ChainedEvent, canonicalJson } from './bus-events.ts';
import { Sha256Hex } from './ids.ts';

describe('canonicalJson', () => {
  it.each(vectors)('agrees with the vector: $name', ({ value, canonical, sha256 }) => {
    expect(canonicalJson(value)).toBe(canonical);
    expect(createHash('sha256').update(canonicalJson(value)).digest('hex')).toBe(sha256);
  });

  it('does not depend on the order in which fields were set', () => {
    expect(canonicalJson({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalJson({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it('leaves out undefined fields, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: null })).toBe('{"a":null}');
  });

  it('reads back as the same value', () => {
    for (const { value } of vectors) expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
});

describe('ChainedEvent', () => {
  it('starts at a digest of zeros', () => {
    expect(Sha256Hex.safeParse(CHAIN_START).success).toBe(true);
    expect(
      ChainedEvent.safeParse({ seq: 0, prev_hash: CHAIN_START, hash: CHAIN_START, event: {} }).success,
    ).toBe(false);
  });
});
