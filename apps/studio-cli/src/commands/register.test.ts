import { describe, expect, it } from 'vitest';
import { newSignedBuild, run } from '../fixtures.ts';
import { accessTo, problemAnswer, useTestEdge } from '../test-edge.ts';

const BUILD = `sha256:${'3f'.repeat(32)}`;
const DIGEST = '3f'.repeat(32);

const edge = useTestEdge();

const access = () => accessTo(edge);
const call = (...args: string[]) => run([...args, ...access()]);
/** What was sent: method, path and body of each request. */
const sent = () =>
  edge.seen.map(({ method, path, body }) => [
    `${method} ${path}`,
    body.length > 0 ? JSON.parse(body.toString()) : null,
  ]);

describe('roundgate certify', () => {
  const args = (over: Readonly<Record<string, string>> = {}) => {
    const options = {
      game: 'g-night-market',
      country: 'MT',
      'rtp-profile': '96',
      build: BUILD,
      lab: 'Sandbox (no lab)',
      number: 'SBX-1',
      from: '2026-01-31',
      to: '2027-01-31T12:00:00.000Z',
      ...over,
    };
    return ['certify', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])];
  };

  it('proposes a certificate of the contract and says that a second key is needed', async () => {
    const { code, out } = await call(...args());
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('certificate SBX-1 for g-night-market in MT is proposed\n'),
    ]);
    expect(out).toContain('once another key has approved it');
    expect(JSON.parse(edge.seen[0]?.body.toString() ?? '')).toMatchObject({
      valid_from: '2026-01-31T00:00:00.000Z',
      valid_to: '2027-01-31T12:00:00.000Z',
    });
  });

  it('proposes one for each country', async () => {
    await call(...args({ country: 'MT, GB,CA-ON' }));
    expect(sent().map(([, body]) => body.country)).toEqual(['MT', 'GB', 'CA-ON']);
  });

  it('names a wrong field before anything is sent', async () => {
    const { code, err } = await call(...args({ country: 'MT,Malta' }));
    expect(code).toBe(1);
    expect(err).toContain('certificate, country: must be an ISO 3166 code');
    expect(edge.seen).toEqual([]);
    expect((await call(...args({ to: '2025-01-01' }))).err).toContain('valid_to: must be after valid_from');
  });
});

describe('roundgate approve', () => {
  it('approves one certificate, or all that wait for it of a build', async () => {
    const reason = ['--reason', 'compared with the report'];
    expect((await call('approve', '--certificate', 'cert-1', ...reason)).code).toBe(0);
    edge.pranks.push({
      status: 200,
      body: {
        certificates: ['proposed', 'approved', 'withdrawn'].map((status) => certificate(status)),
        next_after: null,
      },
    });
    const { out } = await call('approve', '--build', BUILD, '--country', 'MT', ...reason);
    expect(out).toContain('key-compliance + key-compliance-2');
    const body = { reason: 'compared with the report' };
    expect(sent()).toEqual([
      ['POST /v1/certificates/cert-1/approve', body],
      [`GET /v1/certificates?build_hash=${encodeURIComponent(BUILD)}&country=MT&limit=200`, null],
      ['POST /v1/certificates/cert-proposed/approve', body],
    ]);
  });

  it('says who is needed when the proposer approves', async () => {
    edge.pranks.push(problemAnswer('FOUR_EYES_NEEDED', { detail: 'it was proposed by key-1' }));
    const { code, err } = await call('approve', '--certificate', 'cert-1', '--reason', 'looks fine');
    expect([code, err]).toEqual([1, expect.stringContaining('it was proposed by key-1')]);
    expect(err).toContain('→ a second person approves it, with a key of their own');
  });

  it('wants either a certificate or a build', async () => {
    expect((await call('approve', '--reason', 'why not')).code).toBe(2);
  });
});

const certificate = (status: string, change: object = {}) => ({
  certificate_id: `cert-${status}`,
  game_id: 'g-night-market',
  country: 'MT',
  rtp_profile: '96',
  build_hash: BUILD,
  lab: 'Lab',
  number: 'N-1',
  valid_from: '2026-01-31T12:00:00.000Z',
  valid_to: '2027-01-31T12:00:00.000Z',
  status,
  proposed_by: 'key-a',
  proposed_at: '2026-01-31T12:00:00.000Z',
  approved_by: null,
  approved_at: null,
  inherited_from: null,
  ...change,
});

describe('roundgate matrix', () => {
  it('reads every page and prints one line for each row', async () => {
    const page = (country: string, next_after: string | null) => ({
      status: 200,
      body: { certificates: [certificate('approved', { country })], next_after },
    });
    edge.pranks.push(page('SE', 'cert-1'), page('MT', null));
    const { out } = await call('matrix', '--game', 'g-night-market');
    const [head, ...rows] = out.split('\n');
    expect(head).toMatch(/^game +country +profile +build +standing +valid +certificate +people +id$/);
    expect(rows.map((row) => row.split(/ {2,}/)[1])).toEqual(['MT', 'SE']);
    expect(sent().at(-1)?.[0]).toBe('GET /v1/certificates?game_id=g-night-market&after=cert-1&limit=200');
  });

  it('shows what was done to a certificate', async () => {
    const { out } = await call('matrix', '--certificate', 'cert-0a1b2c3d4e5f');
    expect(out).toContain('2026-01-31 12:00:00Z  key-st-harbour  approve');
  });
});

describe('roundgate withdraw', () => {
  it('withdraws by id, with a reason', async () => {
    const { code, out } = await call('withdraw', 'cert-1', '--reason', 'the lab recalled its report');
    expect([code, out]).toEqual([0, expect.stringContaining('withdrawn')]);
    expect(sent()).toEqual([
      ['POST /v1/certificates/cert-1/withdraw', { reason: 'the lab recalled its report' }],
    ]);
  });
});

describe('roundgate canary', () => {
  it.each([
    ['5', 500],
    ['2.5%', 250],
    ['12.34 %', 1234],
    ['50', 5000],
  ])('takes a share of %s', async (share, share_bp) => {
    const { code, out } = await call('canary', BUILD, '--share', share, '--reason', 'smaller textures');
    expect(code).toBe(0);
    expect(sent()).toEqual([[`POST /v1/builds/${DIGEST}/canary`, { share_bp, reason: 'smaller textures' }]]);
    expect(out).toMatch(/canary sha256:4a4a4a4a4a4a… 5 % of sessions since 2026-01-31 12:00:00Z/);
    expect(out).toContain('certificate inherited for MT: a hotfix without maths change');
  });

  it.each(['0', '0.99', '51', 'half', '1.005', ''])(
    'refuses a share of %j and sends nothing',
    async (share) => {
      const { code, err } = await call('canary', BUILD, '--share', share, '--reason', 'smaller textures');
      expect(code).toBeGreaterThan(0);
      expect(err).toContain('--share');
      expect(edge.seen).toEqual([]);
    },
  );
});

describe('roundgate promote and rollback', () => {
  it.each(['promote', 'rollback'])('%s a build by its hash or by its folder', async (act) => {
    const { out, buildHash } = await newSignedBuild();
    for (const target of [buildHash, out])
      expect((await call(act, target, '--reason', 'as planned')).code).toBe(0);
    const expected = [`POST /v1/builds/${buildHash.slice(7)}/${act}`, { reason: 'as planned' }];
    expect(sent()).toEqual([expected, expected]);
  });

  it('names the rule when the maths changed', async () => {
    const errors = [{ field: 'maths.model_hash', message: 'is sha256:b, certified was sha256:a' }];
    edge.pranks.push(problemAnswer('RECERTIFICATION_NEEDED', { errors }));
    const { code, err } = await call('promote', BUILD, '--reason', 'as planned');
    expect(code).toBe(1);
    expect(err).toContain('maths.model_hash: is sha256:b, certified was sha256:a');
    expect(err).toContain('a hotfix keeps the model file and --mechanics as they were');
  });

  it('sends the same act again when another change came first', async () => {
    edge.pranks.push(problemAnswer('RELEASE_CHANGED'));
    expect((await call('promote', BUILD, '--reason', 'as planned')).code).toBe(0);
    expect(edge.seen).toHaveLength(2);
  });

  it('refuses what is no build, and a reason that says nothing', async () => {
    const unknown = await call('promote', 'nowhere', '--reason', 'as planned');
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('neither a build_hash nor')]);
    const silent = await call('rollback', BUILD, '--reason', 'x');
    expect([silent.code, silent.err]).toEqual([1, expect.stringContaining('must say why')]);
    expect(edge.seen).toEqual([]);
  });
});

describe('roundgate revoke', () => {
  it('revokes a build, and a key with what it signed', async () => {
    const build = await call('revoke', BUILD, '--reason', 'wrong symbol');
    expect(build.out).toContain(`build ${BUILD} is revoked 2026-01-31T12:00:00.000Z by key-st-harbour`);
    const key = await call('revoke', 'key:0f1e2d3c4b5a6978', '--reason', 'a laptop was lost');
    expect(key.out).toContain('key 0f1e2d3c4b5a6978 and every build that it signed is revoked');
    expect(sent()).toEqual([
      [`POST /v1/builds/${DIGEST}/revoke`, { reason: 'wrong symbol' }],
      ['POST /v1/signing-keys/0f1e2d3c4b5a6978/revoke', { reason: 'a laptop was lost' }],
    ]);
  });
});

describe('roundgate status', () => {
  it('shows releases, builds and history of a game', async () => {
    const { code, out } = await call('status', '--game', 'g-night-market', '--limit', '20');
    expect(code).toBe(0);
    expect(sent()).toEqual([['GET /v1/releases?game_id=g-night-market&limit=20', null]]);
    expect(out).toContain('g-night-market 96: release 3, stable sha256:3f3f3f3f3f3f…');
    expect(out).toMatch(/sha256:3f3f3f3f3f3f… +96 +1\.0\.0 +1 +stable/);
    expect(out).toContain(
      '2026-01-31 12:00:00Z  key-st-harbour  promote sha256:3f3f3f3f3f3f…  the canary did well',
    );
  });

  it('names a game that is none', async () => {
    const { code, err } = await call('status', '--game', 'night market');
    expect([code, err]).toEqual([1, expect.stringContaining('--game')]);
  });
});
