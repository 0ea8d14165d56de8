import { OPERATIONS, Problem } from '@roundgate/contract';
import { checkSignature, readSignature } from '@roundgate/contract/http-signature';
import { describe, expect, it } from 'vitest';
import { clickId, FROM_PAGE, GAME, lastSent, openLobby, press, stateOf } from '../../test/lobby-client.ts';
import {
  bindings,
  eur,
  ledgerOf,
  movement,
  ORIGIN,
  refused,
  secretOf,
  unique,
  wallet,
} from '../../test/wallet-client.ts';
import { createApp } from '../app.ts';

describe('a button of the lobby', () => {
  it('works for our own page only', async () => {
    const { cookie } = await openLobby();
    const foreign = [
      { 'x-lobby': undefined },
      { 'x-lobby': '0' },
      { origin: 'https://evil.example' },
      { origin: 'http://operator.localhost:9999' },
      { origin: 'null' },
      { origin: undefined, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    const bodies = {
      '/lobby/launch': { game_id: GAME },
      '/lobby/fund': { click_id: clickId() },
      '/lobby/preferences': { country: 'GB' },
      '/lobby/rg': { self_excluded: true },
      '/lobby/end-session': {},
    };
    for (const [path, body] of Object.entries(bodies))
      for (const changes of foreign)
        expect(await press(cookie, path, body, changes), path).toMatchObject(refused(403, 'FORBIDDEN'));
    expect((await stateOf(cookie)).body).toMatchObject({ country: 'MT', balance: eur(0) });
  });

  it('is refused without a player, and when it says what we do not know', async () => {
    expect(await press('', '/lobby/fund', { click_id: clickId() })).toMatchObject(
      refused(401, 'UNAUTHENTICATED'),
    );
    const { cookie } = await openLobby();
    for (const body of [{ click_id: 'x' }, { click_id: clickId(), amount_minor: 1 }, { extra: 1 }])
      expect(await press(cookie, '/lobby/fund', body)).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await press(cookie, '/lobby/preferences', { country: 'XX' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
  });

  it('adds money once per click, and empties the account', async () => {
    const { cookie, playerId } = await openLobby();
    const click = { click_id: clickId(), amount_minor: 20_000 };
    await Promise.all(Array.from({ length: 5 }, () => press(cookie, '/lobby/fund', click)));
    expect((await stateOf(cookie)).body.balance).toEqual(eur(20_000));
    expect(await press(cookie, '/lobby/fund', { ...click, amount_minor: 5_000 })).toMatchObject(
      refused(409, 'IDEMPOTENCY_CONFLICT'),
    );
    const payout = { click_id: clickId(), empty: true };
    for (let time = 0; time < 2; time += 1)
      expect(await press(cookie, '/lobby/fund', payout)).toMatchObject({
        status: 200,
        body: { balance: eur(0) },
      });
    expect(await press(cookie, '/lobby/fund', { click_id: clickId(), empty: true })).toMatchObject({
      status: 200,
    });
    expect((await ledgerOf(playerId)).body.entries).toHaveLength(2);
  });

  it('changes country and with it the currency; each currency keeps its money', async () => {
    const { cookie } = await openLobby();
    await press(cookie, '/lobby/fund', { click_id: clickId() });
    await press(cookie, '/lobby/preferences', { country: 'GB' });
    expect((await stateOf(cookie)).body).toMatchObject({ currency: 'GBP', balance: { amount_minor: 0 } });
    await press(cookie, '/lobby/preferences', { country: 'DE', locale: 'de' });
    expect((await stateOf(cookie)).body).toMatchObject({
      currency: 'EUR',
      balance: eur(5_000),
      balance_text: '50,00\u00a0€',
    });
  });
});

describe('a launch', () => {
  it('asks the gateway, signed, for a session of this player and hands its answer on', async () => {
    const { cookie, playerId } = await openLobby();
    await press(cookie, '/lobby/preferences', { country: 'GB', locale: 'es' });
    const trace = unique();
    const answer = await press(cookie, '/lobby/launch', { game_id: GAME }, { 'x-trace-id': trace });
    expect(answer.status).toBe(200);
    expect(OPERATIONS.createSession.response.safeParse(answer.body).success).toBe(true);
    const sent = await lastSent();
    expect(JSON.parse(sent.text)).toEqual({
      player_id: playerId,
      game_id: GAME,
      country: 'GB',
      currency: 'GBP',
      locale: 'es',
      rg_flags: { self_excluded: false, blocked: false, time_limit_min: null },
    });
    expect(sent.headers['x-trace-id']).toBe(trace);
    const claim = readSignature((name) => sent.headers[name]);
    if (typeof claim === 'string') throw new Error(claim);
    const { method, path, text: body } = sent;
    expect(
      checkSignature(claim, secretOf('key-op-lantern'), { method, path, body }, Date.now()),
    ).toBeUndefined();
  });

  it('for free asks for a demo in the country that we know, whatever the page wishes, and names no player', async () => {
    const { cookie } = await openLobby();
    await press(cookie, '/lobby/preferences', { country: 'DE', locale: 'de' });
    const wish = { game_id: GAME, mode: 'demo', country: 'MT' };
    const answer = await press(cookie, '/lobby/launch', wish);
    expect(answer.status).toBe(200);
    expect(OPERATIONS.createDemo.response.safeParse(answer.body).success).toBe(true);
    const sent = await lastSent();
    expect([sent.path, JSON.parse(sent.text)]).toEqual([
      '/v1/demos',
      { game_id: GAME, country: 'DE', currency: 'EUR', locale: 'de' },
    ]);
  });

  it('for free is refused to a player who is shut out of play', async () => {
    const { cookie } = await openLobby();
    await press(cookie, '/lobby/rg', { self_excluded: true });
    const answer = await press(cookie, '/lobby/launch', { game_id: GAME, mode: 'demo' });
    expect(answer).toMatchObject(refused(403, 'RG_BLOCKED'));
  });

  it('of a transfer wallet takes all of the balance along', async () => {
    const { cookie } = await openLobby();
    await press(cookie, '/lobby/fund', { click_id: clickId() });
    const app = createApp({ ...bindings, WALLET_KIND: 'transfer' } as typeof bindings);
    const body = JSON.stringify({ game_id: GAME });
    const request = new Request(`${ORIGIN}/lobby/launch`, {
      method: 'POST',
      headers: { ...FROM_PAGE, cookie },
      body,
    });
    expect((await app.fetch(request)).status).toBe(200);
    expect(JSON.parse((await lastSent()).text)).toMatchObject({ transfer_in: eur(5_000) });
  });

  it('that the gateway refuses is refused in the gateway’s own words', async () => {
    const { cookie } = await openLobby();
    for (const [game_id, code] of [
      ['g-not-certified', 'MARKET_NOT_CERTIFIED'],
      ['g-blocked', 'RG_BLOCKED'],
    ]) {
      const answer = await press(cookie, '/lobby/launch', { game_id });
      expect(answer).toMatchObject({ status: 403, body: { code, detail: 'by the gateway' } });
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('that gets no answer, or none that can be understood, is a problem of its own', async () => {
    const { cookie } = await openLobby();
    for (const game_id of ['g-down', 'g-html', 'g-wrong-shape']) {
      const answer = await press(cookie, '/lobby/launch', { game_id });
      expect(answer, game_id).toMatchObject(refused(502, 'UPSTREAM_UNAVAILABLE'));
      expect(Problem.safeParse(answer.body).success).toBe(true);
    }
  });

  it('can be ended, once', async () => {
    const { cookie, playerId } = await openLobby();
    expect(await press(cookie, '/lobby/end-session', {})).toMatchObject(refused(404, 'SESSION_NOT_FOUND'));
    await press(cookie, '/lobby/launch', { game_id: GAME });
    expect(await press(cookie, '/lobby/end-session', {})).toMatchObject({ status: 200 });
    const sent = await lastSent();
    expect(sent).toMatchObject({ method: 'POST', path: '/v1/sessions/s-stand-in/end' });
    expect(JSON.parse(sent.text)).toEqual({ player_id: playerId, reason: 'ended in the lobby' });
    expect(await press(cookie, '/lobby/end-session', {})).toMatchObject(refused(404, 'SESSION_NOT_FOUND'));
  });
});

describe('self-exclusion', () => {
  it('binds our wallet at once, is pushed to the gateway, and can be lifted in the sandbox', async () => {
    const { cookie, playerId } = await openLobby();
    await press(cookie, '/lobby/fund', { click_id: clickId() });
    expect(await press(cookie, '/lobby/rg', { self_excluded: true })).toMatchObject({
      status: 200,
      body: { rg_flags: { self_excluded: true } },
    });
    expect(await lastSent()).toMatchObject({ method: 'PUT', path: `/v1/players/${playerId}/rg-flags` });
    expect(await wallet('debit', movement(playerId, 100))).toMatchObject(refused(403, 'RG_BLOCKED'));
    expect((await openLobby({ cookie })).html).toContain('data-action="lift"');
    await press(cookie, '/lobby/rg', { self_excluded: false });
    expect(await wallet('debit', movement(playerId, 100))).toMatchObject({ status: 200 });
  });

  it('is told to the gateway with the next launch', async () => {
    const { cookie, playerId } = await openLobby();
    const excluded = { self_excluded: true, blocked: false, time_limit_min: null };
    await bindings.ACCOUNTS.getByName(playerId).change({ flags: excluded });
    await press(cookie, '/lobby/launch', { game_id: GAME });
    expect(JSON.parse((await lastSent()).text)).toMatchObject({ rg_flags: excluded });
  });
});

describe('a safety case of the sandbox', () => {
  const make = (cookie: string, name: string) => press(cookie, '/lobby/sandbox/rg', { case: name });

  it.each([
    ['self_exclude', { self_excluded: true }],
    ['block', { blocked: true }],
    ['time_limit', { time_limit_min: 1 }],
    ['lift', {}],
  ])('%s pushes our flags, and our wallet has them first', async (name, change) => {
    const { cookie, playerId } = await openLobby();
    await make(cookie, name);
    const { flags } = (await bindings.ACCOUNTS.getByName(playerId).overview(0))?.profile ?? {};
    expect(flags).toEqual({ self_excluded: false, blocked: false, time_limit_min: null, ...change });
  });

  it('cool_off ends by itself after a minute', async () => {
    const { cookie, playerId } = await openLobby();
    await make(cookie, 'cool_off');
    const { profile } = (await bindings.ACCOUNTS.getByName(playerId).overview(0)) ?? {};
    const leftMs = Date.parse(profile?.flags.cool_off_until ?? '') - Date.now();
    expect(leftMs).toBeGreaterThan(50_000);
    expect(leftMs).toBeLessThanOrEqual(60_000);
  });

  it('that needs a running session says so without one', async () => {
    const { cookie } = await openLobby();
    expect(await make(cookie, 'reality_check')).toMatchObject(refused(404, 'SESSION_NOT_FOUND'));
    expect(await make(cookie, 'explode')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });
});
