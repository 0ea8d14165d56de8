import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  canaryRelease,
  certificate,
  NEW,
  NOW,
  OLD,
  stableRelease,
  THIRD,
} from '../../../test/release-fixtures.ts';
import { type ChoiceFacts, canaryDraw, chooseBuild } from './choose-build.ts';

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
