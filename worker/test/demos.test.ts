import { env, exports } from 'cloudflare:workers';
import { canonicalJson, type DemoInfo, type Problem } from '@roundgate/contract';
import { payloadTypeOf } from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDemoGrants } from '../src/auth/demo-grants.ts';
import { readConfig } from '../src/config.ts';
import { sha256Hex } from '../src/sha256.ts';
import { anyone, certify, createSession, openSession, signed } from './client.ts';
import { manifest } from './studio.ts';
import { signerOf } from './trust-kit.ts';

const DAY_MS = 24 * 3_600_000;
const file = (role: string, type = 'application/json') => ({
  sha256: sha256Hex(role),
  size: role.length,
  type,
  role,
});

/** Puts a signed build where published ones lie; returns its build_hash. */
async function published(files: object, rtpProfile = '96'): Promise<string> {
  const text = canonicalJson(manifest({ profile: rtpProfile, files: { ...manifest().files, ...files } }));
  const payload = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  const envelope = await signPayload(payloadTypeOf('build'), payload, [await signerOf('studio')]);
  await env.BUILDS.put(`builds/${sha256Hex(text)}.json`, JSON.stringify(envelope));
  return `sha256:${sha256Hex(text)}`;
}

type Created = { launch_url: string; build_hash: string; expires_at: string } & Problem;
const create = (change: object = {}, keyId = 'key-op-lantern') =>
  signed<Created>(keyId, 'POST', '/v1/demos', {
    game_id: 'g-night-market',
    country: 'MT',
    currency: 'EUR',
    locale: 'en',
    ...change,
  });
const grantOf = ({ launch_url }: Created): string => launch_url.split('#demo=')[1] ?? '';
const open = (grant: string, buildHash: string) =>
  anyone<DemoInfo & Problem>('POST', '/v1/demos/open', { demo_grant: grant, build_hash: buildHash });

describe('a demo', () => {
  let buildHash = '';
  beforeAll(async () => {
    buildHash = await published({ 'demo-rounds.json': file('demo') });
    await certify({ build_hash: buildHash });
  });

  it('is opened by an operator for the certified build of a country, and by no other partner', async () => {
    const { body, status } = await create();
    expect([status, body.build_hash]).toEqual([200, buildHash]);
    expect(body.launch_url).toMatch(
      /^https:\/\/play\.example\/frame\/op-lantern\/[0-9a-f]{64}\?mode=demo&country=MT#demo=eyJ/,
    );
    const days = (Date.parse(body.expires_at) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await create({}, 'key-st-harbour')).body.code).toBe('FORBIDDEN');
  });

  it('brings the rules of the market and play money, as often as it is opened', async () => {
    const grant = grantOf((await create()).body);
    const [first, second] = [await open(grant, buildHash), await open(grant, buildHash)];
    expect(first.status).toBe(200);
    expect(first.body).toEqual(second.body);
    expect(first.body).toMatchObject({
      operator_id: 'op-lantern',
      country: 'MT',
      market: { age_label: '18+', warnings: ['play_responsibly', 'chance'] },
      balance: { amount_minor: 100_000, currency: 'EUR' },
    });
    expect(JSON.stringify(first.body)).not.toMatch(/player|session_id|token/);
  });

  it.each([
    [{ country: 'FR' }, 'MARKET_RULES_UNKNOWN'],
    [{ currency: 'GBP' }, 'CURRENCY_NOT_ALLOWED'],
    [{ rtp_profile: '94' }, 'MARKET_NOT_CERTIFIED'],
    [{ player_id: 'p-1' }, 'VALIDATION_FAILED'],
  ])('is refused for %j', async (change, code) => {
    expect((await create(change)).body.code).toBe(code);
  });

  it('does not open with another build, a forged grant, or a token of real play', async () => {
    const grant = grantOf((await create()).body);
    expect((await open(grant, `sha256:${'0'.repeat(64)}`)).body.code).toBe('BUILD_MISMATCH');
    expect((await open(`${grant.slice(0, -8)}AAAAAAAA`, buildHash)).body.code).toBe('UNAUTHENTICATED');
    const session = await createSession('op-lantern', `p-${crypto.randomUUID()}`);
    const launch = session.body.launch_url.split('#launch=')[1] ?? '';
    expect((await open(launch, buildHash)).body.code).toBe('UNAUTHENTICATED');
    expect((await openSession(grant, buildHash)).body.code).toBe('UNAUTHENTICATED');
  });

  it('ends after a week, or with the terms of its market', async () => {
    const grants = createDemoGrants(readConfig(env));
    const nowMs = Date.UTC(2026, 0, 31);
    const subject = { operatorId: 'op-lantern', gameId: 'g-night-market', buildHash, rtpProfile: '96' };
    const place = { country: 'MT', currency: 'EUR', locale: 'en' } as const;
    const issue = (untilMs: number) => grants.issue({ ...subject, ...place }, untilMs, nowMs);
    expect((await issue(nowMs + 365 * DAY_MS)).expiresAtMs).toBe(nowMs + 7 * DAY_MS);
    const short = await issue(nowMs + 60_000);
    const expiresAtMs = nowMs + 60_000;
    expect(await grants.verify(short.token, nowMs)).toEqual({ ...subject, ...place, expiresAtMs });
    expect(await grants.verify(short.token, expiresAtMs + 1_000)).toBe('TOKEN_EXPIRED');
  });

  it('is refused for a build that brought no demo rounds, and for one that is not published', async () => {
    await certify({ build_hash: await published({}, '95'), rtp_profile: '95', number: 'T-95' });
    expect((await create({ rtp_profile: '95' })).body.code).toBe('GAME_NOT_ALLOWED');
    await certify({ build_hash: `sha256:${'0'.repeat(64)}`, rtp_profile: '97', number: 'T-97' });
    expect((await create({ rtp_profile: '97' })).body.code).toBe('BUILD_NOT_FOUND');
  });
});

it('the service worker is asked for anew every time, and only at the play origin', async () => {
  const onEdge = await exports.default.fetch('https://edge.example/sw.js');
  expect(onEdge.status).toBe(404);
  await onEdge.body?.cancel();
});
