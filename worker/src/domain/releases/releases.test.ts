import { createHash } from 'node:crypto';
import type { CertificateRecord, Release } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { counts, statusAt } from '../matrix/certificate.ts';
import { type Act, type ChangeFacts, changeOf } from './change.ts';
import { type ChoiceFacts, canaryDraw, chooseBuild } from './choose-build.ts';
import { isHaltDue, isOfTheBuild } from './halt.ts';
import { coverOf, lostCountries } from './hotfix.ts';
import { type Build, buildState, noRelease } from './release.ts';

const NOW = Date.parse('2026-06-01T00:00:00.000Z');
const AT = '2026-06-01T00:00:00.000Z';
const OLD = `sha256:${'0a'.repeat(32)}`;
const NEW = `sha256:${'0b'.repeat(32)}`;
const THIRD = `sha256:${'0c'.repeat(32)}`;

const build = (buildHash: string, seq: number, change: Partial<Build> = {}): Build => ({
  build_hash: buildHash,
  studio_id: 'st-a',
  game_id: 'g-a',
  rtp_profile: '96',
  version: '1.0.0',
  seq,
  model_hash: `sha256:${'11'.repeat(32)}`,
  mechanics_version: 'slot-engine/1',
  keyid: 'key1',
  published_at: AT,
  revoked: null,
  ...change,
});
const revoked = { reason: 'broken', at: AT, by: 'key-x' };

const stableRelease: Release = { ...noRelease('g-a', '96'), version: 3, stable: OLD };
const canaryRelease: Release = {
  ...stableRelease,
  version: 4,
  canary: { build_hash: NEW, share_bp: 500, since: '2026-05-01T00:00:00.000Z' },
};

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

const certificate = (change: Partial<CertificateRecord> = {}): CertificateRecord => ({
  certificate_id: 'cert-1',
  game_id: 'g-a',
  country: 'MT',
  rtp_profile: '96',
  build_hash: OLD,
  lab: 'Lab',
  number: 'N-1',
  valid_from: '2026-01-01T00:00:00.000Z',
  valid_to: '2027-01-01T00:00:00.000Z',
  status: 'approved',
  proposed_by: 'key-a',
  proposed_at: AT,
  approved_by: 'key-b',
  approved_at: AT,
  inherited_from: null,
  ...change,
});

describe('a certificate', () => {
  it('counts while it is approved and valid', () => {
    expect(counts(certificate(), NOW)).toBe(true);
    for (const status of ['proposed', 'withdrawn'] as const)
      expect(counts(certificate({ status }), NOW), status).toBe(false);
    expect(counts(certificate(), Date.parse('2027-01-01T00:00:00.000Z'))).toBe(false);
    expect(counts(certificate(), Date.parse('2027-01-01T00:00:00.000Z') - 1)).toBe(true);
    expect(counts(certificate({ valid_from: '2026-06-01T00:00:00.001Z' }), NOW)).toBe(false);
  });

  it('expires unless it was withdrawn', () => {
    const late = Date.parse('2028-01-01T00:00:00.000Z');
    expect(statusAt(certificate(), late)).toBe('expired');
    expect(statusAt(certificate({ status: 'withdrawn' }), late)).toBe('withdrawn');
  });
});

describe('coverOf', () => {
  const hotfix = build(NEW, 2);
  const given = (change: Partial<CertificateRecord> = {}, maths: Partial<{ m: string; v: string }> = {}) => ({
    certificate: certificate(change),
    modelHash: maths.m ?? hotfix.model_hash,
    mechanicsVersion: maths.v ?? hotfix.mechanics_version,
  });
  /** Country and number of what is inherited, or the code of the refusal with its fields. */
  function cover(all: ReturnType<typeof given>[]) {
    const result = coverOf(hotfix, all, NOW);
    if (result.kind === 'certified')
      return result.inherit.map(({ country, number }) => `${country} ${number}`);
    const { code, facts } = result.refusal;
    return [code, ...(facts?.errors ?? []).map(({ field }) => field)];
  }

  it('inherits the certificates of the same maths, the longest of each country', () => {
    const longer = { number: 'N-2', valid_to: '2028-01-01T00:00:00.000Z' };
    expect(cover([given(), given(longer), given({ country: 'SE' })])).toEqual(['MT N-2', 'SE N-1']);
  });

  it('names the maths that changed', () => {
    expect(cover([given({}, { m: 'sha256:22' })])).toEqual(['RECERTIFICATION_NEEDED', 'maths.model_hash']);
    expect(cover([given({}, { v: 'slot-engine/2' })])).toEqual([
      'RECERTIFICATION_NEEDED',
      'maths.mechanics_version',
    ]);
  });

  it('wants a certificate where there is none that counts', () => {
    expect(cover([])).toEqual(['BUILD_NOT_CERTIFIED']);
    expect(cover([given({ status: 'proposed' }), given({ status: 'withdrawn' })])).toEqual([
      'BUILD_NOT_CERTIFIED',
    ]);
    expect(cover([given({ valid_to: '2026-02-01T00:00:00.000Z' })])).toEqual(['BUILD_NOT_CERTIFIED']);
  });

  it('leaves own certificates as they are, with other maths too, and adds the countries that lack one', () => {
    expect(cover([given({ build_hash: NEW }), given({}, { m: 'sha256:22' })])).toEqual([]);
    expect(cover([given({ build_hash: NEW }), given(), given({ country: 'SE' })])).toEqual(['SE N-1']);
  });

  it('does not bring back what was withdrawn from the build itself', () => {
    const own = given({ build_hash: NEW, status: 'withdrawn' });
    expect(cover([own, given()])).toEqual(['BUILD_NOT_CERTIFIED']);
    expect(cover([own, given(), given({ country: 'SE' })])).toEqual(['SE N-1']);
  });
});

describe('lostCountries', () => {
  const given = (build_hash: string, country: string, change: Partial<CertificateRecord> = {}) => ({
    certificate: certificate({ build_hash, country, ...change }),
    modelHash: '',
    mechanicsVersion: '',
  });
  const all = [
    ...[given(OLD, 'MT'), given(OLD, 'SE'), given(OLD, 'GB'), given(OLD, 'DE', { status: 'withdrawn' })],
    ...[given(NEW, 'MT'), given(NEW, 'SE', { status: 'proposed' }), given(NEW, 'GB')],
  ];

  it('are those of the one build that the other is not certified or permitted in', () => {
    expect(lostCountries(OLD, NEW, all, () => true, NOW)).toEqual(['SE']);
    const noGb = (country: string, hash: string) => hash === OLD || country !== 'GB';
    expect(lostCountries(OLD, NEW, all, noGb, NOW)).toEqual(['GB', 'SE']);
    const noSe = (country: string) => country !== 'SE';
    expect(lostCountries(OLD, NEW, all, noSe, NOW)).toEqual([]);
    expect(lostCountries(null, NEW, all, () => true, NOW)).toEqual([]);
  });
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const drawOf = (player: number, canary = NEW): number =>
  canaryDraw(sha256, { operatorId: 'op-a', playerId: `p-${player}` }, 'g-a', canary);
const PLAYERS = 20_000;
const within = (shareBp: number, canary = NEW): Set<number> =>
  new Set([...Array(PLAYERS).keys()].filter((player) => drawOf(player, canary) < shareBp));

describe('canaryDraw', () => {
  it('gives a canary the share that it asks for', () => {
    for (const shareBp of [100, 500, 2_500, 5_000]) {
      const share = within(shareBp).size / PLAYERS;
      const deviation = Math.sqrt(((shareBp / 10_000) * (1 - shareBp / 10_000)) / PLAYERS);
      expect(Math.abs(share - shareBp / 10_000), String(shareBp)).toBeLessThan(4 * deviation);
    }
  });

  it('keeps every player in place, and those who are in when the share grows', () => {
    const small = within(500);
    expect(within(500)).toEqual(small);
    const large = within(2_000);
    expect([...small].every((player) => large.has(player))).toBe(true);
  });

  it('tries the next canary on other players', () => {
    const second = within(1_000, THIRD);
    const both = [...within(1_000)].filter((player) => second.has(player)).length;
    expect(both / PLAYERS).toBeLessThan(0.02);
  });
});

describe('chooseBuild', () => {
  const choiceFacts = (change: Partial<ChoiceFacts> = {}): ChoiceFacts => ({
    gameId: 'g-a',
    country: 'MT',
    rtpProfile: undefined,
    releases: [canaryRelease],
    certificates: [certificate(), certificate({ build_hash: NEW })],
    revoked: new Set<string>(),
    draw: () => 499,
    ...change,
  });
  /** The build and the side that it is counted on, or the code of the refusal. */
  function chosen(change: Partial<ChoiceFacts> = {}) {
    const choice = chooseBuild(choiceFacts(change), NOW);
    return choice.kind === 'chosen' ? [choice.certificate.build_hash, choice.arm] : choice.refusal.code;
  }

  it('gives the canary to those below its share and the stable build to the others', () => {
    expect(chosen()).toEqual([NEW, 'canary']);
    expect(chosen({ draw: () => 500 })).toEqual([OLD, 'stable']);
    expect(chosen({ releases: [stableRelease] })).toEqual([OLD, null]);
  });

  it('counts nobody where only one of the two may be played', () => {
    expect(chosen({ certificates: [certificate()] })).toEqual([OLD, null]);
    expect(chosen({ certificates: [certificate({ build_hash: NEW })] })).toEqual([NEW, null]);
  });

  it('never gives a revoked build, and says so when nothing else is left', () => {
    expect(chosen({ revoked: new Set([NEW]) })).toEqual([OLD, null]);
    expect(chosen({ revoked: new Set([OLD]), draw: () => 9_999 })).toBe('BUILD_REVOKED');
    expect(chosen({ revoked: new Set([OLD]) })).toEqual([NEW, null]);
  });

  it('gives nothing that is not promoted, certified here, or of another game or profile', () => {
    expect(chosen({ releases: [] })).toBe('MARKET_NOT_CERTIFIED');
    expect(chosen({ country: 'SE' })).toBe('MARKET_NOT_CERTIFIED');
    expect(chosen({ gameId: 'g-b' })).toBe('MARKET_NOT_CERTIFIED');
    expect(chosen({ rtpProfile: '94' })).toBe('MARKET_NOT_CERTIFIED');
    expect(chosen({ certificates: [certificate({ status: 'proposed' })] })).toBe('MARKET_NOT_CERTIFIED');
  });

  it('takes the profile with the newest certificate unless one is named', () => {
    const other = { ...stableRelease, rtp_profile: '94', stable: THIRD };
    const newer = certificate({
      rtp_profile: '94',
      build_hash: THIRD,
      valid_from: '2026-03-01T00:00:00.000Z',
    });
    const both = { releases: [stableRelease, other], certificates: [certificate(), newer] };
    expect(chosen(both)).toEqual([THIRD, null]);
    expect(chosen({ ...both, rtpProfile: '96' })).toEqual([OLD, null]);
  });
});

/** A small generator of even numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Plays sessions in both arms and looks after each failure; at which session of the canary it halts, or null. */
function haltsAfter(seed: number, canaryRate: number, stableRate: number, sessions: number): number | null {
  const random = randomOf(seed);
  const canary = { sessions: 0, failed: 0 };
  const stable = { sessions: 0, failed: 0 };
  for (let index = 0; index < sessions; index += 1) {
    stable.sessions += 1;
    canary.sessions += 1;
    if (random() < stableRate) stable.failed += 1;
    if (random() >= canaryRate) continue;
    canary.failed += 1;
    if (isHaltDue(canary, stable)) return canary.sessions;
  }
  return null;
}
const RUNS = 300;
const halts = (canaryRate: number, stableRate: number, sessions: number): (number | null)[] =>
  Array.from({ length: RUNS }, (_, seed) => haltsAfter(seed + 1, canaryRate, stableRate, sessions));

describe('isHaltDue', () => {
  it('waits for 20 sessions and 3 failures', () => {
    const stable = { sessions: 400, failed: 0 };
    expect(isHaltDue({ sessions: 19, failed: 19 }, stable)).toBe(false);
    expect(isHaltDue({ sessions: 20, failed: 2 }, stable)).toBe(false);
    expect(isHaltDue({ sessions: 20, failed: 20 }, stable)).toBe(true);
  });

  it('stops a canary that surely fails 2 points more often, and lets one go on that may be as good', () => {
    const stable = { sessions: 1_000, failed: 20 };
    expect(isHaltDue({ sessions: 1_000, failed: 70 }, stable)).toBe(true);
    expect(isHaltDue({ sessions: 1_000, failed: 50 }, stable)).toBe(false);
    expect(isHaltDue({ sessions: 1_000, failed: 70 }, { sessions: 1_000, failed: 60 })).toBe(false);
  });

  it('waits until the stable build was played too', () => {
    expect(isHaltDue({ sessions: 20, failed: 20 }, { sessions: 0, failed: 0 })).toBe(false);
    expect(isHaltDue({ sessions: 20, failed: 20 }, { sessions: 20, failed: 0 })).toBe(true);
  });

  it('stops fewer than 3 of 100 healthy canaries over 2,000 sessions', () => {
    for (const rate of [0.002, 0.01, 0.05]) {
      const stopped = halts(rate, rate, 2_000).filter((after) => after !== null);
      expect(stopped.length / RUNS, String(rate)).toBeLessThan(0.03);
    }
  });

  it('stops a canary that fails in a fifth of its sessions within 150 of them', () => {
    const after = halts(0.2, 0.01, 150);
    expect(after.filter((count) => count === null).length / RUNS).toBeLessThan(0.01);
  });
});

describe('isOfTheBuild', () => {
  it('holds against a build what a build can cause', () => {
    expect(
      ['game_failed', 'digest_mismatch', 'bridge_violation'].every((code) =>
        isOfTheBuild(code as 'game_failed'),
      ),
    ).toBe(true);
    expect(isOfTheBuild('network')).toBe(false);
    expect(isOfTheBuild('rg_blocked')).toBe(false);
    expect(isOfTheBuild('unsupported_browser')).toBe(false);
  });
});
