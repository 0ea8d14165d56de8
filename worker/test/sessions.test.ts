import { env, exports } from 'cloudflare:workers';
import type { Problem } from '@roundgate/contract';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  anyone,
  asPlayer,
  certify,
  launch,
  NO_FLAGS,
  openSession,
  sessionRequest,
  signed,
  spin,
} from './client.ts';
import { BUILD_HASH, FakePartners } from './fake-partners.ts';

beforeAll(() => certify());
beforeEach(() => new FakePartners().install());

const newPlayer = (): string => `p-${crypto.randomUUID()}`;
const create = (change: Record<string, unknown> = {}, key = 'key-op-lantern', spoil = {}) =>
  signed<Problem & { launch_url: string }>(
    key,
    'POST',
    '/v1/sessions',
    sessionRequest(newPlayer(), change),
    spoil,
  );

describe('a signed request', () => {
  it('is refused without signature, with a wrong secret, an unknown key and a changed body', async () => {
    expect((await anyone('POST', '/v1/sessions', sessionRequest('p-x'))).body.code).toBe('UNAUTHENTICATED');
    expect((await create({}, 'key-op-lantern', { secret: 'wrong' })).body.code).toBe('SIGNATURE_INVALID');
    expect((await create({}, 'key-nobody', { secret: 'x' })).body.code).toBe('UNAUTHENTICATED');
    const sentBody = JSON.stringify(sessionRequest('p-thief'));
    expect((await create({}, 'key-op-lantern', { sentBody })).body.code).toBe('SIGNATURE_INVALID');
  });

  it('is stale outside the window, whichever way the clock is wrong', async () => {
    for (const offMs of [-301_000, 301_000]) {
      const answer = await create({}, 'key-op-lantern', { timestampMs: Date.now() + offMs });
      expect([answer.status, answer.body.code]).toEqual([401, 'SIGNATURE_STALE']);
    }
  });

  it('is refused when its nonce was used before', async () => {
    const nonce = crypto.randomUUID().replaceAll('-', '');
    expect((await create({}, 'key-op-lantern', { nonce })).status).toBe(200);
    expect((await create({}, 'key-op-lantern', { nonce })).body.code).toBe('NONCE_REPLAYED');
  });

  it("of a studio cannot use an operator's operation", async () => {
    expect((await create({}, 'key-st-harbour')).body.code).toBe('FORBIDDEN');
  });
});

describe('a session', () => {
  it('is refused for a country without certificate, without known rules, and in a foreign currency', async () => {
    expect((await create({ country: 'FR' })).body.code).toBe('MARKET_RULES_UNKNOWN');
    expect((await create({ currency: 'USD' })).body.code).toBe('CURRENCY_NOT_ALLOWED');
    expect((await create({ game_id: 'g-unknown' })).body.code).toBe('MARKET_NOT_CERTIFIED');
    expect((await create({ rtp_profile: '94' })).body.code).toBe('MARKET_NOT_CERTIFIED');
  });

  it('is refused for a player who is excluded', async () => {
    const answer = await create({ rg_flags: { ...NO_FLAGS, self_excluded: true } });
    expect([answer.status, answer.body.code]).toEqual([403, 'RG_BLOCKED']);
  });

  it('has a launch token that works once, and only for its build', async () => {
    const { body } = await create();
    const token = body.launch_url.split('#launch=')[1] ?? '';
    expect((await openSession(token, `sha256:${'00'.repeat(32)}`)).body.code).toBe('BUILD_MISMATCH');
    const [first, second] = await Promise.all([openSession(token), openSession(token)]);
    expect([first.status, second.status].sort()).toEqual([200, 401]);
    expect((await openSession(token)).body.code).toBe('LAUNCH_TOKEN_USED');
  });

  it('has a launch token that is useless as a player token, and the other way round', async () => {
    const { body } = await create();
    const token = body.launch_url.split('#launch=')[1] ?? '';
    expect((await asPlayer(token, 'GET', '/v1/session')).body.code).toBe('UNAUTHENTICATED');
    const player = await launch();
    expect((await openSession(player.token)).body.code).toBe('UNAUTHENTICATED');
  });

  it('tells the player its market, balance and build', async () => {
    const player = await launch();
    const { body } = await asPlayer<Record<string, unknown>>(player.token, 'GET', '/v1/session');
    expect(body).toMatchObject({
      build_hash: BUILD_HASH,
      country: 'MT',
      balance: { amount_minor: 100_000 },
      market: { age_label: '18+' },
    });
  });

  it('refuses spins once the operator has ended it, and ending twice answers the same', async () => {
    const player = await launch();
    const end = () =>
      signed<{ ended_at: string }>('key-op-lantern', 'POST', `/v1/sessions/${player.sessionId}/end`, {
        player_id: player.playerId,
        reason: 'test',
      });
    const first = await end();
    expect(first.status).toBe(200);
    expect((await end()).body.ended_at).toBe(first.body.ended_at);
    expect((await spin(player)).body.code).toBe('SESSION_ENDED');
  });

  it("of another operator's player cannot be ended", async () => {
    const player = await launch();
    const answer = await signed('key-op-other', 'POST', `/v1/sessions/${player.sessionId}/end`, {
      player_id: player.playerId,
      reason: 'test',
    });
    expect(answer.body.code).toBe('SESSION_NOT_FOUND');
  });

  it('renews its token', async () => {
    const player = await launch();
    const renewed = await asPlayer<{ access_token: string }>(player.token, 'POST', '/v1/token/refresh');
    expect((await asPlayer(renewed.body.access_token, 'GET', '/v1/session')).status).toBe(200);
  });

  it('gives the studio a token with its own audience', async () => {
    let jwt = '';
    const answer = globalThis.fetch;
    globalThis.fetch = ((url: string | URL, init: RequestInit) => {
      const sent = JSON.parse(String(init.body)) as { jwt?: string };
      jwt = sent.jwt ?? jwt;
      return answer(url, init);
    }) as typeof fetch;
    await launch();
    const claims = JSON.parse(atob((jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    expect(claims).toMatchObject({ aud: 'st-harbour', iss: 'https://edge.example', geo: 'MT' });
    expect((await asPlayer(jwt, 'GET', '/v1/session')).body.code).toBe('UNAUTHENTICATED');
  });
});

describe('the market matrix', () => {
  it('refuses the next spin of a build whose certificate has run out', async () => {
    await certify({ country: 'DE', number: 'T-DE', valid_to: new Date(Date.now() + 1_500).toISOString() });
    const player = await launch(newPlayer(), { country: 'DE' });
    await expect
      .poll(async () => (await spin(player)).body.code, { timeout: 5_000, interval: 300 })
      .toBe('MARKET_NOT_CERTIFIED');
  });

  it('holds the stake cap and the shortest round of the market', async () => {
    await certify({ country: 'GB', number: 'T-GB' });
    const player = await launch(newPlayer(), { country: 'GB', currency: 'GBP' });
    const bet = (amount_minor: number) =>
      spin(player, undefined, 0, { stake: { amount_minor, currency: 'GBP', exponent: 2 } });
    const over = await bet(201);
    expect([over.body.code, over.body.errors?.[0]?.field]).toEqual([
      'STAKE_NOT_ALLOWED',
      'stake.amount_minor',
    ]);
    expect((await bet(200)).status).toBe(200);
    const hasty = await bet(200);
    expect([hasty.status, hasty.body.code]).toEqual([425, 'ROUND_TOO_FAST']);
    expect(Number(hasty.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('rates', () => {
  it('of one player are limited with a time to wait', async () => {
    const player = await launch();
    const answers = await Promise.all(Array.from({ length: 30 }, () => spin(player)));
    const limited = answers.filter((answer) => answer.body.code === 'RATE_LIMITED');
    expect(limited.length).toBeGreaterThan(0);
    expect(limited[0]?.status).toBe(429);
    expect(limited[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
  });
});

describe('keys', () => {
  it('are published without their private part', async () => {
    const jwks = await (await exports.default.fetch(`${env.EDGE_ORIGIN}/.well-known/jwks.json`)).json<{
      keys: Record<string, string>[];
    }>();
    expect(jwks.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' });
    expect(jwks.keys[0]).not.toHaveProperty('d');
  });
});
