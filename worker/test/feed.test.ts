import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test';
import { type FreeSpinGrant, money, type SessionInfo } from '@roundgate/contract';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../src/http/app.ts';
import type { Surroundings } from '../src/http/context.ts';
import { asPlayer, certify, launch, newRoundId, objectOf, type Player, signed, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { gate } from './purse-client.ts';
import { askFeed, type Feed, listen, makeOlder, post, pushFlags, withRules } from './rg-client.ts';

let partners: FakePartners;
let player: Player;
beforeAll(() => certify());
beforeEach(async () => {
  partners = FakePartners.installed();
  player = await launch();
});

const endBy = () =>
  signed('key-op-lantern', 'POST', `/v1/sessions/${player.sessionId}/end`, {
    player_id: player.playerId,
    reason: 'test',
  });

describe('the feed', () => {
  it('answers its own protocol and never the token, and tells at once how the session stands', async () => {
    const response = await askFeed(player.token);
    expect(response.status).toBe(101);
    expect(response.headers.get('sec-websocket-protocol')).toBe('roundgate.feed.v1');
    response.webSocket?.accept();
    response.webSocket?.close();
    const feed = await listen(player);
    await feed.hears(({ type }) => type === 'rg');
  });

  it.each([
    ['another origin', { origin: 'https://operator.example' }, 403],
    ['no origin', { origin: '' }, 403],
    ['a wrong token', { 'sec-websocket-protocol': 'roundgate.feed.v1, nonsense' }, 401],
    ['no token', { 'sec-websocket-protocol': 'roundgate.feed.v1' }, 401],
    ['another protocol', { 'sec-websocket-protocol': 'chat, nonsense' }, 401],
    ['no upgrade', { upgrade: '' }, 405],
  ])('is refused to %s', async (_, headers, status) => {
    expect((await askFeed(player.token, headers)).status).toBe(status);
  });

  it('is refused to a session that has ended', async () => {
    await endBy();
    expect((await askFeed(player.token)).status).toBe(403);
  });

  it('tells flags of the operator within a second, and the end that an exclusion brings', async () => {
    const feed = await listen(player);
    await pushFlags(player, { blocked: true });
    await feed.hears((one) => one.type === 'rg' && one.rg.blocked?.reason === 'blocked');
    await pushFlags(player, { self_excluded: true });
    await feed.hears((one) => one.type === 'ended' && one.reason === 'self_excluded');
    await expect.poll(feed.closed).toBe(true);
  });

  it('tells an end by the operator, and only to the windows of that session', async () => {
    const [feed, other] = [await listen(player), await listen(await launch(player.playerId))];
    await endBy();
    await feed.hears((one) => one.type === 'ended' && one.reason === 'operator');
    expect(other.heard.filter(({ type }) => type === 'ended')).toEqual([]);
  });

  it('tells a check that the clock makes due, by the alarm', async () => {
    await withRules(player, { reality_check: { every_min: 60, choices_min: [], lockout_min: 0 } });
    await makeOlder(player, 60 - 1 / 60);
    const feed = await listen(player);
    await feed.hears(({ type }) => type === 'rg');
    await expect
      .poll(() => feed.heard.some((one) => one.type === 'rg' && one.rg.check !== null), { timeout: 3_000 })
      .toBe(true);
    expect(await runDurableObjectAlarm(objectOf(player))).toBe(true);
  });

  it('tells the totals after each round, a limit that is near and one that is reached', async () => {
    const limits = { time_min: 60, spend: money(200, 'EUR'), reality_check_min: null };
    await post(player, '/v1/rg/limits', limits);
    const feed = await listen(player);
    await spin(player, newRoundId(), 170);
    await feed.hears(
      (one) => one.type === 'rg' && one.rg.totals.rounds === 1 && one.rg.limits?.near === true,
    );
    await spin(player, newRoundId(), 30);
    await feed.hears((one) => one.type === 'ended' && one.reason === 'spend_limit');
  });

  it('tells a balance that moved while nobody asked', async () => {
    partners.winMinor = 500;
    const { hold, release } = gate();
    partners.plan('credit', { hold });
    const left = spin(player).catch(() => undefined);
    await expect.poll(() => partners.count('credit')).toBe(1);
    await abortAllDurableObjects();
    release();
    await left;
    const feed = await listen(player);
    await runDurableObjectAlarm(objectOf(player));
    await feed.hears((one) => one.type === 'balance' && one.balance.amount_minor === 100_400);
  });

  it('takes in four windows of a session, the newest, and listens to none of them', async () => {
    const feeds: Feed[] = [];
    for (let window = 0; window < 5; window += 1) feeds.push(await listen(player));
    await expect.poll(() => feeds.map((feed) => feed.closed())).toEqual([true, false, false, false, false]);
    feeds[1]?.socket.send('{"type":"rg"}');
    await expect.poll(() => feeds[1]?.closed()).toBe(true);
  });
});

describe('a rehearsal in a sandbox', () => {
  const rehearse = (name: string) =>
    signed('key-op-lantern', 'POST', '/sandbox/v1/rg', {
      player_id: player.playerId,
      session_id: player.sessionId,
      rehearse: name,
    });

  it('makes a check due that the market does not have, and play goes on once it is acknowledged', async () => {
    const feed = await listen(player);
    expect((await rehearse('reality_check')).status).toBe(200);
    await feed.hears((one) => one.type === 'rg' && one.rg.check?.kind === 'reality_check');
    const due = feed.heard.findLast((one) => one.type === 'rg');
    const id = due?.type === 'rg' ? due.rg.check?.check_id : undefined;
    await post(player, '/v1/rg/acknowledge', { check_id: id });
    expect((await spin(player)).status).toBe(200);
  });

  it('brings a limit near, and then to its end', async () => {
    const feed = await listen(player);
    await rehearse('limit_near');
    await feed.hears((one) => one.type === 'rg' && one.rg.limits?.near === true);
    await rehearse('limit_reached');
    await feed.hears((one) => one.type === 'ended' && one.reason === 'time_limit');
    expect((await spin(player)).body).toMatchObject({ code: 'RG_BLOCKED', reason: 'time_limit' });
  });

  it('has no address where the gateway is not a sandbox', async () => {
    const config = { isSandbox: false };
    const app = createApp({ config, log: () => undefined } as unknown as Surroundings);
    expect((await app.request('/sandbox/v1/rg', { method: 'POST' })).status).toBe(404);
  });

  it("is refused for another operator's player", async () => {
    const body = { player_id: player.playerId, session_id: player.sessionId, rehearse: 'idle' };
    expect((await signed('key-op-other', 'POST', '/sandbox/v1/rg', body)).body.code).toBe(
      'SESSION_NOT_FOUND',
    );
  });
});

it('open windows are told when a packet is given, taken back and over, and read what there is then', async () => {
  const path = `/v1/players/${player.playerId}/free-spins`;
  const give = async (count: number): Promise<string> => {
    const wish = {
      ...{ grant_id: `fs-${crypto.randomUUID()}`, game_id: 'g-night-market', count },
      ...{ bet_size: money(50, 'EUR'), expires_at: new Date(Date.now() + 3_600_000).toISOString() },
    };
    return (await signed<FreeSpinGrant>('key-op-lantern', 'POST', path, wish)).body.grant_id;
  };
  const offers = async () =>
    (await asPlayer<SessionInfo>(player.token, 'GET', '/v1/session')).body.free_spins?.map(
      ({ grant_id }) => grant_id,
    );
  const feed = await listen(player);
  const told = () => feed.heard.filter(({ type }) => type === 'promo').length;
  const [first, second] = [await give(1), await give(3)];
  await expect.poll(told).toBe(2);
  expect((await offers())?.sort()).toEqual([first, second].sort());
  await signed('key-op-lantern', 'POST', `${path}/${second}/cancel`, { reason: 'test' });
  await expect.poll(told).toBe(3);
  expect(await offers()).toEqual([first]);
  await spin(player, newRoundId(), 50, { spin_type: 'free', grant_id: first });
  for (let ring = 0; ring < 2; ring += 1) await runDurableObjectAlarm(objectOf(player));
  await expect.poll(told).toBe(4);
  expect(await offers()).toEqual([]);
  feed.socket.close();
});
