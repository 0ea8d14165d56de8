import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { toTimestamp } from '@roundgate/contract';
import {
  type LaunchBundle,
  type StatusDocument,
  type TrustEnvelope,
  verifyLaunch,
  verifyRoots,
} from '@roundgate/contract/trust';
import { readTrustVectors, type TrustVectorFile } from '@roundgate/contract/vectors/read-trust.ts';
import vectors from '@roundgate/contract/vectors/trust.gen.json';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  anyone,
  certify,
  createSession,
  launch,
  openSession,
  signed,
  spin,
  trustVersions,
} from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { permitDocument, rootDocument, signedBy, studioDocument, type TrustKey } from './trust-kit.ts';

const file = vectors as unknown as TrustVectorFile;
const newPlayer = (): string => `p-${crypto.randomUUID()}`;
const contentOf = <T>({ payload }: TrustEnvelope) => JSON.parse(atob(payload)) as T;
const statusNow = async () =>
  contentOf<StatusDocument>((await anyone<TrustEnvelope>('GET', '/trust/status')).body);
const push = (name: string, envelope: TrustEnvelope, key = 'key-compliance') =>
  signed<{ version: number; already_there: boolean; code: string; detail: string }>(
    key,
    'POST',
    '/v1/trust/documents',
    {
      name,
      envelope,
    },
  );
const launchTokenOf = (url: string): string => url.split('#launch=')[1] ?? '';

beforeAll(() => certify());
beforeEach(() => new FakePartners().install());

describe('the verifier in workerd', () => {
  it.each(readTrustVectors(file).map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
    const { asked, floors, loader, nowMs } = vector;
    const trusted = { pins: file.pins, floors, loader, ...(nowMs === undefined ? {} : { nowMs }) };
    const told = await verifyLaunch(vector.bundle, asked, trusted).then(
      () => 'ok',
      (error: { code?: string }) => error.code,
    );
    expect(told).toBe(vector.expected);
  });
});

describe('a document that is handed in', () => {
  it('is taken once, and the next version after it', async () => {
    const permit = (version: number) =>
      signedBy('permit', permitDocument('SE', {}, { version }), 'compliance');
    const first = await permit(1);
    expect((await push('permit/SE', first)).body).toMatchObject({ version: 1, already_there: false });
    expect((await push('permit/SE', first)).body).toMatchObject({ version: 1, already_there: true });
    expect((await push('permit/SE', await permit(1))).status).toBe(409);
    expect((await push('permit/SE', await permit(2))).status).toBe(200);
    expect((await push('permit/SE', first)).body.code).toBe('IDEMPOTENCY_CONFLICT');
  });

  it.each<[string, string, () => Promise<TrustEnvelope>]>([
    [
      'a permit that the studio signed',
      'permit/NL',
      () => signedBy('permit', permitDocument('NL', {}), 'studio'),
    ],
    [
      'a permit of another country than its name',
      'permit/NL',
      () => signedBy('permit', permitDocument('DK', {}), 'compliance'),
    ],
    [
      'a studio that compliance signed',
      'studio/st-new',
      async () => signedBy('studio', await studioDocument({ studio_id: 'st-new' }), 'compliance'),
    ],
    [
      'a document that has expired',
      'permit/NL',
      () =>
        signedBy(
          'permit',
          permitDocument('NL', {}, { expires_at: toTimestamp(Date.now() - 1) }),
          'compliance',
        ),
    ],
    [
      'a root that the root role did not sign',
      'root',
      async () => signedBy('root', await rootDocument({ version: 2 }), 'registrar'),
    ],
  ])('is refused: %s', async (_, name, make) => {
    const answer = await push(name, await make());
    expect([answer.status, answer.body.code]).toEqual([422, 'SIGNATURE_CHAIN_INVALID']);
    expect(answer.body.detail).toBeTruthy();
  });

  it('is refused from a studio’s key, and with a gap in the roots', async () => {
    const permit = await signedBy('permit', permitDocument('NL', {}), 'compliance');
    expect((await push('permit/NL', permit, 'key-st-harbour')).body.code).toBe('FORBIDDEN');
    const root = await signedBy('root', await rootDocument({ version: 3 }), 'root');
    expect((await push('root', root)).status).toBe(422);
  });
});

describe('the signed status', () => {
  it('names every current document, and grows when one of them changes', async () => {
    const before = await statusNow();
    await push('permit/DK', await signedBy('permit', permitDocument('DK', {}), 'compliance'));
    const after = await statusNow();
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.documents['permit/DK']?.version).toBe(1);
    expect((await statusNow()).version).toBe(after.version);
    expect(Date.parse(after.expires_at) - Date.parse(after.issued_at)).toBe(600_000);
  });

  it('is believed by a loader together with the rest, in one answer under 20 kB', async () => {
    const { roots } = (await anyone<{ roots: TrustEnvelope[] }>('GET', '/trust/register')).body;
    expect((await verifyRoots(roots, JSON.parse(env.ROOT_PINS))).document.version).toBe(1);
    const answer = await anyone<LaunchBundle & { code: string }>(
      'GET',
      `/trust/launch/MT/${'00'.repeat(32)}`,
    );
    expect(answer.body.code).toBe('BUILD_NOT_FOUND');
  });
});

describe('a launch', () => {
  it('is refused when no permit in force holds its build', async () => {
    await applyD1Migrations(env.MATRIX, JSON.parse(env.TEST_MIGRATIONS));
    await certify({ country: 'GB', number: 'T-GB-permit' });
    const empty = await signedBy(
      'permit',
      permitDocument('GB', {}, { version: (await trustVersions('GB')).permit + 1 }),
      'compliance',
    );
    expect((await push('permit/GB', empty)).status).toBe(200);
    const refused = await createSession('op-lantern', newPlayer(), { country: 'GB', currency: 'GBP' });
    expect(refused.body.code).toBe('MARKET_NOT_CERTIFIED');
  });

  it('stops at the next spin once its permit no longer holds the build', async () => {
    await certify({ country: 'DE', number: 'T-DE-permit' });
    const player = await launch(newPlayer(), { country: 'DE' });
    const version = (await trustVersions('DE')).permit + 1;
    await push('permit/DE', await signedBy('permit', permitDocument('DE', {}, { version }), 'compliance'));
    await expect
      .poll(async () => (await spin(player)).body.code, { timeout: 8_000 })
      .toBe('MARKET_NOT_CERTIFIED');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['is older than the root allows', 'LOADER_TOO_OLD', { version: '0.0.0' }],
    ['believed another root', 'TRUST_STALE', { trust: { root: 2, permit: 1, status: 1 } }],
    ['believed a status that was never issued', 'TRUST_STALE', {}],
  ])('is refused to a loader that %s', async (_, code, loader) => {
    const { body } = await createSession('op-lantern', newPlayer());
    const current = await trustVersions('MT');
    const told = { trust: { ...current, status: 7 }, ...loader };
    const opened = await openSession(launchTokenOf(body.launch_url), undefined, 'MT', told);
    expect([opened.status >= 400, opened.body.code]).toEqual([true, code]);
  });

  it('is refused with an older permit, and works with the current one: the token was not spent', async () => {
    const { body } = await createSession('op-lantern', newPlayer());
    const current = await trustVersions('MT');
    const token = launchTokenOf(body.launch_url);
    const old = { trust: { ...current, permit: current.permit + 1 } };
    expect((await openSession(token, undefined, 'MT', old)).body.code).toBe('TRUST_STALE');
    expect((await openSession(token)).status).toBe(200);
  });

  it('needs a pinned loader where the operator asks for one', async () => {
    const { body } = await createSession('op-pinned', newPlayer());
    const token = launchTokenOf(body.launch_url);
    expect((await openSession(token)).body.code).toBe('ASSURANCE_TOO_LOW');
    const pinnedFrom = (origin: string) =>
      openSession(token, undefined, 'MT', { assurance: 'pinned' }, { origin });
    expect((await pinnedFrom('https://play.example')).body.code).toBe('ASSURANCE_TOO_LOW');
    expect((await pinnedFrom('https://operator.example')).body.code).toBe('ASSURANCE_TOO_LOW');
    expect((await pinnedFrom('https://pinned.example')).status).toBe(200);
  });

  it('is refused to a loader that says it was pinned and speaks from elsewhere', async () => {
    const { body } = await createSession('op-lantern', newPlayer());
    const opened = await openSession(launchTokenOf(body.launch_url), undefined, 'MT', {
      assurance: 'pinned',
    });
    expect(opened.body).toMatchObject({ code: 'ASSURANCE_TOO_LOW', detail: expect.stringContaining('page') });
  });
});

it('every role has a key of its own in these tests', () => {
  const names: TrustKey[] = ['root', 'registrar', 'compliance', 'status', 'studio'];
  const keys = JSON.parse(env.TEST_TRUST_KEYS) as Record<TrustKey, { x: string }>;
  expect(new Set(names.map((name) => keys[name].x)).size).toBe(5);
});
