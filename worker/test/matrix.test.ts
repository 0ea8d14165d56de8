import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { signed } from './client.ts';
import { approve, DESK, FOREIGN, historyOf, list, propose, rowOf, STUDIO, withdraw } from './register-kit.ts';
import { newBuild } from './studio.ts';
import { installRoot } from './trust-kit.ts';

const OLD_ROW = rowOf('0e'.repeat(32), { number: 'BEFORE-1', country: 'SE' });
let digest = '';

beforeAll(async () => {
  const migrations = JSON.parse(env.TEST_MIGRATIONS) as { name: string }[];
  await applyD1Migrations(env.MATRIX, migrations.filter(({ name }) => name.startsWith('0001')) as never);
  await env.MATRIX.prepare('INSERT INTO certificates VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .bind(...Object.values(OLD_ROW))
    .run();
  await applyD1Migrations(env.MATRIX, migrations as never);
  await installRoot();
  digest = await newBuild();
});

const acts = async (id: string) => (await historyOf(id)).body.history.map(({ act, by }) => `${act} ${by}`);

describe('a certificate', () => {
  it('that one person entered before the register stands as proposed', async () => {
    const { body } = await list('?country=SE');
    expect(body.certificates).toMatchObject([
      { number: 'BEFORE-1', status: 'proposed', proposed_by: 'before-the-register', approved_by: null },
    ]);
  });

  it('is approved by another key than the one that proposed it, and keeps who, when and why', async () => {
    const { body } = await propose(digest, { number: 'A-1' });
    const { certificate_id: id } = body.certificate;
    expect([body.certificate.status, body.already_there]).toEqual(['proposed', false]);
    const same = await approve(id, DESK);
    expect([same.status, same.body.code, same.body.detail]).toEqual([
      403,
      'FOUR_EYES_NEEDED',
      `it was proposed by ${DESK}`,
    ]);
    const { certificate } = (await approve(id)).body;
    expect(certificate).toMatchObject({ status: 'approved', approved_by: 'key-compliance-2' });
    expect((await approve(id, DESK)).body.already_there).toBe(true);
    const { history } = (await historyOf(id)).body;
    expect(history).toMatchObject([
      {
        act: 'propose',
        by: DESK,
        country: 'MT',
        build_hash: `sha256:${digest}`,
        reason: 'certificate A-1 of Test',
      },
      { act: 'approve', by: 'key-compliance-2', reason: 'compared with the report' },
    ]);
    expect(history.every(({ at }) => Math.abs(Date.parse(at) - Date.now()) < 60_000)).toBe(true);
  });

  it('is entered once, however often and at how many desks at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => propose(digest, { number: 'B-1' })));
    expect(answers.map(({ body }) => body.already_there).sort()).toEqual([false, true, true]);
    const ids = new Set(answers.map(({ body }) => body.certificate.certificate_id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await Promise.all([approve(id), approve(id), approve(id)]);
    expect(await acts(id)).toEqual([`propose ${DESK}`, 'approve key-compliance-2']);
    expect((await propose(digest, { number: 'B-1', lab: 'Another' })).body.code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it('is withdrawn for good, and may be entered anew', async () => {
    const { certificate_id: id } = (await propose(digest, { number: 'C-1' })).body.certificate;
    expect((await withdraw(id)).body.certificate.status).toBe('withdrawn');
    expect((await withdraw(id)).body.already_there).toBe(true);
    const late = await approve(id);
    expect([late.status, late.body.code]).toEqual([409, 'CERTIFICATE_WITHDRAWN']);
    expect(await acts(id)).toEqual([`propose ${DESK}`, `withdraw ${DESK}`]);
    const again = (await propose(digest, { number: 'C-1' })).body;
    expect([again.already_there, again.certificate.certificate_id === id]).toEqual([false, false]);
  });

  it('is told as expired once its time is over', async () => {
    const { body } = await propose(digest, { number: 'D-1', valid_to: '2021-01-01T00:00:00.000Z' });
    expect(body.certificate.status).toBe('expired');
  });

  it('is only for a build that is there, as the game and profile that it is', async () => {
    expect((await propose('00'.repeat(32))).body.code).toBe('BUILD_NOT_FOUND');
    const { body } = await propose(digest, { rtp_profile: '94' });
    expect([body.code, body.errors?.[0]?.field]).toEqual(['VALIDATION_FAILED', 'rtp_profile']);
    expect((await approve('cert-unknown')).body.code).toBe('CERTIFICATE_NOT_FOUND');
    expect((await historyOf('cert-unknown')).body.code).toBe('CERTIFICATE_NOT_FOUND');
  });
});

describe('the matrix', () => {
  it('is read by game, country and build, page by page', async () => {
    for (const country of ['GB', 'DE', 'DK']) await propose(digest, { number: 'L-1', country });
    const countries = (body: { certificates: { country: string }[] }) =>
      body.certificates.map(({ country }) => country);
    expect(countries((await list('?country=GB&game_id=g-night-market')).body)).toEqual(['GB']);
    const build = `?build_hash=${encodeURIComponent(`sha256:${digest}`)}`;
    expect(new Set(countries((await list(build)).body))).toEqual(new Set(['MT', 'GB', 'DE', 'DK']));
    const all = (await list()).body.certificates.map(({ certificate_id }) => certificate_id);
    const paged: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await list(`?limit=2${after && `&after=${after}`}`);
      paged.push(...body.certificates.map(({ certificate_id }) => certificate_id));
      after = body.next_after;
    }
    expect(paged).toEqual(all);
  });

  it('shows a studio its own games, and lets no studio or operator enter or approve', async () => {
    expect((await list('', STUDIO)).body.certificates.length).toBeGreaterThan(0);
    expect((await list('', FOREIGN)).body.certificates).toEqual([]);
    expect((await list('?game_id=g-night-market', FOREIGN)).body.code).toBe('FORBIDDEN');
    const { certificate_id: id } = (await propose(digest, { number: 'L-1' })).body.certificate;
    expect((await historyOf(id, STUDIO)).status).toBe(200);
    expect((await historyOf(id, FOREIGN)).body.code).toBe('FORBIDDEN');
    expect((await propose(digest, {}, STUDIO)).body.code).toBe('FORBIDDEN');
    expect((await approve(id, STUDIO)).body.code).toBe('FORBIDDEN');
    expect((await signed('key-op-lantern', 'GET', '/v1/certificates')).body.code).toBe('FORBIDDEN');
  });
});
