import type { Release } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  AT,
  build,
  canaryRelease,
  NEW,
  OLD,
  revoked,
  stableRelease,
  THIRD,
} from '../../../test/release-fixtures.ts';
import { type Act, type ChangeFacts, changeOf } from './change.ts';
import { buildState, noRelease } from './release.ts';

const facts = (change: Partial<ChangeFacts> = {}): ChangeFacts => ({
  release: stableRelease,
  build: build(NEW, 2),
  stable: build(OLD, 1),
  wasStable: false,
  lost: [],
  ...change,
});
/** What an act leads to: the new release, "same", or the words of the refusal. */
function outcome(act: Act, change: Partial<ChangeFacts> = {}): Partial<Release> | string {
  const result = changeOf(act, facts(change), AT);
  if (result.kind === 'next') return result.release;
  return result.kind === 'same' ? 'same' : (result.refusal.facts?.detail ?? result.refusal.code);
}

describe('changeOf a canary', () => {
  const canary: Act = { act: 'canary', shareBp: 500 };

  it('puts a newer build beside the stable one, as the next version', () => {
    expect(outcome(canary)).toEqual({
      ...stableRelease,
      version: 4,
      canary: { build_hash: NEW, share_bp: 500, since: AT },
    });
  });

  it('changes the share and lets the canary go on', () => {
    expect(outcome({ act: 'canary', shareBp: 2_000 }, { release: canaryRelease })).toMatchObject({
      version: 5,
      canary: { build_hash: NEW, share_bp: 2_000, since: '2026-05-01T00:00:00.000Z' },
    });
    expect(outcome(canary, { release: canaryRelease })).toBe('same');
  });

  it.each([
    ['without a stable build', { release: noRelease('g-a', '96'), stable: undefined }, 'promote one first'],
    ['beside a revoked one', { stable: build(OLD, 1, { revoked }) }, 'promote one first'],
    ['of the stable build', { build: build(OLD, 1) }, 'stable build already'],
    ['of an older build', { stable: build(OLD, 5) }, 'use rollback'],
    ['beside another canary', { release: canaryRelease, build: build(THIRD, 3) }, 'is the canary'],
    ['of a revoked build', { build: build(NEW, 2, { revoked }) }, 'broken'],
  ])('is refused %s', (_, change, words) => {
    expect(outcome(canary, change)).toContain(words);
  });
});

describe('changeOf a promotion', () => {
  it('makes the first build stable, and the canary in its turn', () => {
    const first = { release: noRelease('g-a', '96'), stable: undefined };
    expect(outcome({ act: 'promote' }, first)).toMatchObject({ version: 1, stable: NEW, canary: null });
    const end = outcome({ act: 'promote' }, { release: canaryRelease });
    expect(end).toMatchObject({ version: 5, stable: NEW, canary: null });
  });

  it('changes nothing when the build is stable already', () => {
    expect(outcome({ act: 'promote' }, { build: build(OLD, 1) })).toBe('same');
  });

  it('is refused where play would end in a country', () => {
    expect(outcome({ act: 'promote' }, { lost: ['DE', 'MT'] })).toContain('play would end in DE, MT');
    expect(outcome({ act: 'canary', shareBp: 500 }, { lost: ['DE'] })).toMatchObject({ version: 4 });
    const back = { lost: ['DE'], build: build(THIRD, 0), wasStable: true };
    expect(outcome({ act: 'rollback' }, back)).toMatchObject({ stable: THIRD });
  });

  it('is refused for an older build and beside the canary of another', () => {
    expect(outcome({ act: 'promote' }, { stable: build(OLD, 5) })).toContain('use rollback');
    const beside = { release: canaryRelease, build: build(THIRD, 3) };
    expect(outcome({ act: 'promote' }, beside)).toContain('is the canary');
    expect(outcome({ act: 'promote' }, { release: canaryRelease, build: build(OLD, 1) })).toContain(
      'is the canary',
    );
  });
});

describe('changeOf a rollback', () => {
  it('returns to a build that was stable, as a new version', () => {
    const back = { build: build(THIRD, 0), wasStable: true };
    expect(outcome({ act: 'rollback' }, back)).toEqual({ ...stableRelease, version: 4, stable: THIRD });
  });

  it('to the stable build ends its canary', () => {
    const end = { release: canaryRelease, build: build(OLD, 1), wasStable: true };
    expect(outcome({ act: 'rollback' }, end)).toEqual({ ...stableRelease, version: 5 });
    expect(outcome({ act: 'rollback' }, { build: build(OLD, 1), wasStable: true })).toBe('same');
  });

  it('is refused to a build that was never stable, or was revoked', () => {
    expect(outcome({ act: 'rollback' })).toContain('never the stable build');
    const gone = { build: build(THIRD, 0, { revoked }), wasStable: true };
    expect(outcome({ act: 'rollback' }, gone)).toBe('broken');
  });
});

describe('buildState', () => {
  it.each([
    [OLD, canaryRelease, 'stable'],
    [NEW, canaryRelease, 'canary'],
    [NEW, stableRelease, 'published'],
    [THIRD, stableRelease, 'superseded'],
  ] as const)('of %s is told from releases', (hash, release, state) => {
    expect(buildState(build(hash, 1), release, new Set([THIRD, OLD]))).toBe(state);
    expect(buildState(build(hash, 1, { revoked }), release, new Set([THIRD, OLD]))).toBe('revoked');
  });
});
