import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { OPERATIONS, Problem } from '@roundgate/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { anyone } from './client.ts';
import { FakePartners } from './fake-partners.ts';
import {
  act,
  approve,
  certified,
  FOREIGN,
  historyOf,
  launchTokenOf,
  list,
  type Opened,
  open,
  playedIn,
  propose,
  STUDIO,
  status,
  withdraw,
} from './register-kit.ts';
import { newBuild, OTHER_MODEL } from './studio.ts';
import { installRoot, permitAll } from './trust-kit.ts';

beforeAll(async () => {
  await applyD1Migrations(env.MATRIX, JSON.parse(env.TEST_MIGRATIONS));
  await installRoot();
  new FakePartners().install();
});

/** A certified and permitted build of a profile, which nobody promoted yet. */
async function readyBuild(profile: string, seq: number, title = 'Night Market'): Promise<string> {
  const digest = await newBuild({ profile, seq, title });
  const rows = (await list(`?build_hash=sha256%3A${digest}`)).body.certificates;
  if (rows.length === 0) await certified(digest, { rtp_profile: profile });
  await permitAll('MT');
  return digest;
}

describe('a build', () => {
  it('is played once it is certified by two people, permitted and promoted', async () => {
    const digest = await newBuild({ profile: '80' });
    expect((await act('promote', digest)).body.code).toBe('BUILD_NOT_CERTIFIED');
    const { certificate_id } = (await propose(digest, { rtp_profile: '80' })).body.certificate;
    await permitAll('MT');
    expect((await act('promote', digest)).body.code).toBe('BUILD_NOT_CERTIFIED');
    await approve(certificate_id);
    expect(await playedIn('80')).toBe('MARKET_NOT_CERTIFIED');
    const first = await act('promote', digest);
    expect(first.body).toMatchObject({
      release: { version: 1, stable: `sha256:${digest}`, canary: null },
      already_so: false,
    });
    expect(await playedIn('80')).toBe(digest);
    expect((await act('promote', digest)).body).toMatchObject({ release: { version: 1 }, already_so: true });
    await withdraw(certificate_id);
    expect(await playedIn('80')).toBe('MARKET_NOT_CERTIFIED');
  });

  it('of another studio cannot be moved or looked at', async () => {
    const digest = await readyBuild('81', 1);
    for (const name of ['promote', 'rollback', 'revoke'])
      expect((await act(name, digest, {}, FOREIGN)).body.code, name).toBe('FORBIDDEN');
    expect((await act('canary', digest, { share_bp: 500 }, FOREIGN)).body.code).toBe('FORBIDDEN');
    expect((await status('', FOREIGN)).body.code).toBe('FORBIDDEN');
    expect((await act('promote', digest, {}, 'key-compliance')).body.code).toBe('FORBIDDEN');
    expect((await act('promote', '00'.repeat(32))).body.code).toBe('BUILD_NOT_FOUND');
  });

  it('has wrong fields of an act named', async () => {
    const { body } = await act('canary', '00'.repeat(32), { share_bp: 6_000, reason: '' });
    expect(body.errors?.map(({ field }) => field).sort()).toEqual(['reason', 'share_bp']);
  });
});

describe('releases', () => {
  it('go on and back, each as a new version, and the history tells every act', async () => {
    const [one, two] = [await readyBuild('82', 1), await readyBuild('82', 2)];
    await act('promote', one);
    expect((await act('rollback', two)).body.code).toBe('RELEASE_REFUSED');
    await act('promote', two, { reason: 'better music' });
    expect(await playedIn('82')).toBe(two);
    expect((await act('promote', one)).body.detail).toContain('use rollback');
    const back = await act('rollback', one, { reason: 'music stutters' });
    expect(back.body.release).toMatchObject({ version: 3, stable: `sha256:${one}` });
    expect(await playedIn('82')).toBe(one);
    const { body } = await status('&limit=200');
    const own = body.history.filter(
      ({ rtp_profile, act: name }) => rtp_profile === '82' && ['promote', 'rollback'].includes(name),
    );
    expect(own.map(({ act: name, by, reason }) => [name, by, reason])).toEqual([
      ['rollback', STUDIO, 'music stutters'],
      ['promote', STUDIO, 'better music'],
      ['promote', STUDIO, 'as planned'],
    ]);
    const states = body.builds.filter(({ rtp_profile }) => rtp_profile === '82');
    expect(Object.fromEntries(states.map(({ seq, state }) => [seq, state]))).toEqual({
      1: 'stable',
      2: 'superseded',
    });
  });

  it('have one winner when two acts come at the same time', async () => {
    const builds = [await readyBuild('83', 1), await readyBuild('83', 1, 'Other')];
    const answers = await Promise.all(builds.map((digest) => act('promote', digest)));
    const done = answers.filter(({ status: code }) => code === 200);
    expect(done.length).toBeGreaterThan(0);
    for (const { body } of answers.filter(({ status: code }) => code !== 200))
      expect(body.code).toBe('RELEASE_CHANGED');
    const versions = done.map(({ body }) => body.release.version).sort();
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    const rows = await env.MATRIX.prepare(
      "SELECT count(*) AS n FROM releases WHERE rtp_profile = '83'",
    ).first();
    expect(rows?.n).toBe(done.length);
  });
});

const report = (token: string, code: string) =>
  anyone<z.infer<typeof OPERATIONS.reportLoaderError.response> & Problem>('POST', '/v1/launch/errors', {
    token,
    code,
  });

describe('a canary', () => {
  it('is given to the same players in every session, and to others the stable build', async () => {
    const [stable, canary] = [await readyBuild('84', 1), await readyBuild('84', 2)];
    expect((await act('canary', canary, { share_bp: 5_000 })).body.code).toBe('RELEASE_REFUSED');
    await act('promote', stable);
    expect((await act('canary', canary, { share_bp: 5_000 })).status).toBe(200);
    const players = Array.from({ length: 16 }, () => `p-${crypto.randomUUID()}`);
    const played = async () => Promise.all(players.map((player) => playedIn('84', player)));
    const first = await played();
    expect(new Set(first)).toEqual(new Set([stable, canary]));
    expect(await played()).toEqual(first);
    const { arms } = (await status()).body;
    const own = arms.find(({ rtp_profile }) => rtp_profile === '84');
    const inCanary = 2 * first.filter((digest) => digest === canary).length;
    expect(own).toEqual({
      rtp_profile: '84',
      canary: { sessions: inCanary, failed: 0 },
      stable: { sessions: 32 - inCanary, failed: 0 },
    });
    expect((await act('rollback', stable)).body.release).toMatchObject({ version: 3, canary: null });
    expect(new Set(await played())).toEqual(new Set([stable]));
  });

  it('stops by itself when its sessions fail more often, and the history says why', async () => {
    const [stable, canary] = [await readyBuild('85', 1), await readyBuild('85', 2)];
    await act('promote', stable);
    await act('canary', canary, { share_bp: 5_000 });
    const sessions: Opened[] = [];
    const count = (digest: string) =>
      sessions.filter(({ build_hash }) => build_hash === `sha256:${digest}`).length;
    while (sessions.length === 0 || count(canary) < 22 || count(stable) < 12)
      sessions.push(...(await Promise.all([1, 2, 3, 4, 5, 6].map(() => open('85')))).map(({ body }) => body));
    const failing = sessions.filter(({ build_hash }) => build_hash === `sha256:${canary}`);
    const [first] = failing;
    if (!first) throw new Error('no session in the canary');
    expect((await report(launchTokenOf(first), 'network')).body.counted).toBe(false);
    expect((await report(launchTokenOf(first), 'game_failed')).body.counted).toBe(true);
    expect((await report(launchTokenOf(first), 'game_failed')).body.counted).toBe(false);
    const early = (await status()).body.releases.find(({ rtp_profile }) => rtp_profile === '85');
    expect(early?.canary?.build_hash).toBe(`sha256:${canary}`);
    for (const session of failing.slice(1)) await report(launchTokenOf(session), 'digest_mismatch');

    const players = Array.from({ length: 10 }, () => playedIn('85'));
    expect(new Set(await Promise.all(players))).toEqual(new Set([stable]));
    const { body } = await status('&limit=200');
    const halts = body.history.filter(
      ({ act: name, rtp_profile }) => name === 'halt' && rtp_profile === '85',
    );
    expect(halts).toMatchObject([{ by: 'roundgate', build_hash: `sha256:${canary}` }]);
    expect(halts[0]?.detail).toMatch(/^canary \d+ of \d+ sessions failed, stable 0 of \d+$/);
  });

  it('hears only those who hold the token of a session', async () => {
    expect((await report('x'.repeat(40), 'game_failed')).body.code).toBe('UNAUTHENTICATED');
  });
});

describe('a hotfix', () => {
  it('without maths change inherits the certificate when it is published, and loses it with its source', async () => {
    const first = await readyBuild('86', 1);
    await act('promote', first);
    const hotfix = await newBuild({ profile: '86', seq: 2 });
    const [row] = (await list(`?build_hash=sha256%3A${hotfix}`)).body.certificates;
    const [source] = (await list(`?build_hash=sha256%3A${first}`)).body.certificates;
    expect(row).toMatchObject({
      status: 'approved',
      inherited_from: { certificate_id: source?.certificate_id, build_hash: `sha256:${first}` },
    });
    const { history } = (await historyOf(row?.certificate_id ?? '')).body;
    expect(history).toMatchObject([{ act: 'inherit', by: STUDIO }]);
    expect(history[0]?.detail).toContain(`inherited from sha256:${first} (hotfix without maths change)`);

    const early = await act('promote', hotfix);
    expect([early.body.code, early.body.detail]).toEqual([
      'RELEASE_REFUSED',
      expect.stringContaining('play would end in MT'),
    ]);
    await permitAll('MT');
    expect((await act('promote', hotfix)).status).toBe(200);
    expect(await playedIn('86')).toBe(hotfix);
    await withdraw(source?.certificate_id ?? '');
    expect(await playedIn('86')).toBe('MARKET_NOT_CERTIFIED');
  });

  it('with other maths is refused, by name, until it is certified itself', async () => {
    const first = await readyBuild('87', 1);
    await act('promote', first);
    const other = await newBuild({ profile: '87', seq: 2, model: OTHER_MODEL });
    for (const [name, body] of [
      ['promote', {}],
      ['canary', { share_bp: 500 }],
    ] as const) {
      const refused = await act(name, other, body);
      expect([refused.status, refused.body.code]).toEqual([409, 'RECERTIFICATION_NEEDED']);
      expect(refused.body.errors?.map(({ field }) => field)).toEqual(['maths.model_hash']);
    }
    await certified(other, { rtp_profile: '87' });
    expect((await act('promote', other)).status).toBe(200);
    const mechanics = await newBuild({
      profile: '87',
      seq: 3,
      model: OTHER_MODEL,
      mechanics: 'slot-engine/2',
    });
    const named = (await act('promote', mechanics)).body.errors?.map(({ field }) => field);
    expect(named).toEqual(['maths.mechanics_version']);
  });
});
