import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { StatusDocument, TrustEnvelope } from '@roundgate/contract/trust';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anyone, certify, launch, newRoundId, signed, spin } from './client.ts';
import { BUILD_HASH, FakePartners } from './fake-partners.ts';
import {
  act,
  certified,
  FOREIGN,
  launchOf,
  open,
  playedIn,
  propose,
  STUDIO,
  status,
} from './register-kit.ts';
import { newBuild } from './studio.ts';
import { installRoot, signerOf } from './trust-kit.ts';

interface Revoked {
  readonly reason: string;
  readonly revoked_by: string;
  readonly already_there: boolean;
  readonly code: string;
}
const signedStatus = async () => {
  const { payload } = (await anyone<TrustEnvelope>('GET', '/trust/status')).body;
  return JSON.parse(atob(payload)) as StatusDocument;
};

beforeAll(async () => {
  await applyD1Migrations(env.MATRIX, JSON.parse(env.TEST_MIGRATIONS));
  await installRoot();
});
beforeEach(() => new FakePartners().install());

async function promoted(profile: string): Promise<string> {
  const digest = await newBuild({ profile });
  await certified(digest, { rtp_profile: profile });
  await act('promote', digest);
  return digest;
}

describe('a revoked build', () => {
  it('is refused to new sessions and open launches at once, and named in the signed status', async () => {
    const digest = await promoted('80');
    const opened = (await open('80')).body;
    expect((await signedStatus()).live['g-night-market']).toContain(`sha256:${digest}`);
    const revoked = await act<Revoked>('revoke', digest, { reason: 'wrong symbol' });
    expect(revoked.body).toMatchObject({ revoked_by: STUDIO, already_there: false });
    expect(await playedIn('80')).toBe('BUILD_REVOKED');
    const late = await launchOf(opened);
    expect([late.status, late.body.code]).toEqual([403, 'BUILD_REVOKED']);
    const told = await signedStatus();
    expect(told.revoked_builds).toContain(`sha256:${digest}`);
    expect(told.live['g-night-market'] ?? []).not.toContain(`sha256:${digest}`);
    for (const name of ['promote', 'rollback'])
      expect((await act(name, digest)).body.code).toBe('BUILD_REVOKED');
    expect((await propose(digest, { rtp_profile: '80', number: 'N-2' })).body.code).toBe('BUILD_REVOKED');
  });

  it('stays revoked as it was: a second revocation changes nothing', async () => {
    const digest = await promoted('81');
    await act('revoke', digest, { reason: 'first' }, 'key-compliance');
    const second = await act<Revoked>('revoke', digest, { reason: 'second' });
    expect(second.body).toMatchObject({
      reason: 'first',
      revoked_by: 'key-compliance',
      already_there: true,
    });
    const { history, builds } = (await status('&limit=200')).body;
    const events = history.filter(
      ({ act: name, rtp_profile }) => name === 'revoke_build' && rtp_profile === '81',
    );
    expect(events).toMatchObject([{ by: 'key-compliance', reason: 'first' }]);
    const build = builds.find(({ build_hash }) => build_hash === `sha256:${digest}`);
    expect(build).toMatchObject({ state: 'revoked', revoked: { reason: 'first', by: 'key-compliance' } });
  });

  it('ends a running session after its round: the round is answered, the next one refused', async () => {
    await certify();
    await env.MATRIX.prepare('INSERT INTO builds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .bind(
        BUILD_HASH,
        'st-harbour',
        'g-night-market',
        '96',
        '1.0.0',
        1,
        BUILD_HASH,
        'm',
        '0'.repeat(16),
        'now',
      )
      .run();
    const player = await launch(undefined, { rtp_profile: '96' });
    const roundId = newRoundId();
    const first = await spin(player, roundId);
    expect(first.status).toBe(200);
    await act('revoke', BUILD_HASH.slice('sha256:'.length));
    const next = await spin(player);
    expect([next.status, next.body.code]).toEqual([403, 'BUILD_REVOKED']);
    const again = await spin(player, roundId);
    expect([again.status, again.body.result]).toEqual([200, first.body.result]);
  });
});

describe('a revoked signing key', () => {
  const revokeKey = (keyid: string, key: string) =>
    signed<Revoked>(key, 'POST', `/v1/signing-keys/${keyid}/revoke`, { reason: 'a laptop was lost' });

  it('is revoked by its studio or the platform, and takes along every build that it signed', async () => {
    const { keyid } = await signerOf('studio');
    const digest = await promoted('82');
    expect((await revokeKey('0'.repeat(15).concat('f'), STUDIO)).body.code).toBe('SIGNING_KEY_NOT_FOUND');
    expect((await revokeKey(keyid, FOREIGN)).body.code).toBe('FORBIDDEN');
    expect((await revokeKey(keyid, STUDIO)).body.already_there).toBe(false);
    expect((await revokeKey(keyid, 'key-compliance')).body).toMatchObject({
      revoked_by: STUDIO,
      already_there: true,
    });
    expect(await playedIn('82')).toBe('BUILD_REVOKED');
    await expect(newBuild({ profile: '83' })).rejects.toThrow(/BUILD_REVOKED|SIGNATURE_CHAIN_INVALID/);
    const told = await signedStatus();
    expect(told.revoked_keys).toEqual([keyid]);
    expect(told.revoked_builds).toContain(`sha256:${digest}`);
    const { history } = (await status('&limit=200')).body;
    expect(history[0]).toMatchObject({ act: 'revoke_key', keyid, by: STUDIO, reason: 'a laptop was lost' });
  });
});
