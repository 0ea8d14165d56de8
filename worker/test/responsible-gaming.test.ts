import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { money, type SessionInfo } from '@roundgate/contract';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  asPlayer,
  attest,
  certify,
  createSession,
  getRound,
  launch,
  newRoundId,
  objectOf,
  openSession,
  type Player,
  signed,
  spin,
} from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { gate } from './purse-client.ts';
import { makeOlder, post, pushFlags, rgEvents, rgOf, withRules } from './rg-client.ts';

let partners: FakePartners;
let player: Player;
beforeAll(() => certify());
beforeEach(async () => {
  partners = FakePartners.installed();
  player = await launch();
});

const ES = { pre_session_limits: { again_within_min: 60 } };
const limits = (time_min: number, spend_minor: number) =>
  post(player, '/v1/rg/limits', { time_min, spend: money(spend_minor, 'EUR'), reality_check_min: null });
const codeOf = async (answer: ReturnType<typeof spin>) => (await answer).body.code;
const reasonOf = async (answer: ReturnType<typeof spin>) => {
  const { body } = await answer;
  return [body.code, body.reason];
};

describe('totals', () => {
  it('are exact, also for a round whose win is still on its way and after the object was evicted', async () => {
    partners.winMinor = 340;
    await spin(player);
    partners.winMinor = 0;
    await spin(player, newRoundId(), 250);
    const exact = {
      rounds: 2,
      staked: { amount_minor: 350 },
      won: { amount_minor: 340 },
      net: { amount_minor: -10 },
    };
    expect((await rgOf(player)).totals).toMatchObject(exact);
    await evictDurableObject(objectOf(player));
    expect((await rgOf(player)).totals).toMatchObject(exact);
    partners.winMinor = 60;
    await spin(player);
    expect((await rgOf(player)).totals).toMatchObject({ rounds: 3, net: { amount_minor: -50 } });
  });

  it('leave out rounds without a bet, and the rounds of other sessions', async () => {
    await spin(player);
    const second = await launch(player.playerId);
    partners.balanceMinor = 0;
    expect(await codeOf(spin(second))).toBe('INSUFFICIENT_FUNDS');
    expect((await rgOf(second)).totals.rounds).toBe(0);
    expect((await rgOf(player)).totals.rounds).toBe(1);
  });

  it('count a round once when its object dies in mid-credit and it is driven again', async () => {
    partners.winMinor = 700;
    const { hold, release } = gate();
    partners.plan('credit', { hold });
    const id = newRoundId();
    const first = spin(player, id).catch(() => undefined);
    await expect.poll(() => partners.count('credit')).toBe(1);
    await abortAllDurableObjects();
    release();
    await first;
    await spin(player, id);
    expect((await rgOf(player)).totals).toMatchObject({ rounds: 1, net: { amount_minor: 600 } });
  });

  it('of the month are those of the operator with this session', async () => {
    const told = { player: { month_net: { amount_minor: -5_000, currency: 'EUR', exponent: 2 } } };
    const one = await launch(`p-${crypto.randomUUID()}`, told);
    await spin(one);
    expect((await rgOf(one)).month_net?.amount_minor).toBe(-5_100);
    const foreign = { player: { month_net: money(1, 'GBP') } };
    const refused = await createSession('op-lantern', 'p-x', foreign);
    expect(refused.body.errors?.[0]?.field).toBe('player.month_net');
  });
});

describe('a round without evidence of the UI', () => {
  it('is refused with what is missing until every element was attested, and told once on the chain', async () => {
    const bare = await launch(`p-${crypto.randomUUID()}`, {}, 'op-lantern', { attests: false });
    const { body } = await asPlayer<SessionInfo>(bare.token, 'GET', '/v1/session');
    expect(body.ui_required).toEqual(['age_label', 'warnings', 'clock', 'balance']);
    const refused = await spin(bare);
    expect([refused.status, refused.body.code]).toEqual([409, 'UI_NOT_SHOWN']);
    expect(refused.body.detail).toContain('age_label, warnings');
    await spin(bare);
    const part = await attest(bare.token, ['age_label', 'warnings', 'clock']);
    expect(part.body).toEqual({ complete: false, missing: ['balance'] });
    expect(await codeOf(spin(bare))).toBe('UI_NOT_SHOWN');
    await attest(bare.token, ['balance'], { seen: 'unknown' });
    expect((await spin(bare)).status).toBe(200);
    expect(await rgEvents(bare)).toEqual(['ui_not_shown', 'ui_attested']);
  });

  it('is refused again once an element is hidden, also after the object was evicted', async () => {
    await attest(player.token, ['warnings'], { seen: 'hidden', ratio: 0, for_ms: 0 });
    await evictDurableObject(objectOf(player));
    expect(await codeOf(spin(player))).toBe('UI_NOT_SHOWN');
    await attest(player.token, ['warnings']);
    expect((await spin(player)).status).toBe(200);
    expect(await rgEvents(player)).toEqual(['ui_attested', 'ui_withdrawn', 'ui_not_shown', 'ui_attested']);
  });
});

describe('a reality check', () => {
  it('keeps rounds out until it is acknowledged and its lock is over, over evictions and new logins', async () => {
    await withRules(player, { reality_check: { every_min: 60, choices_min: [], lockout_min: 5 } });
    await makeOlder(player, 61);
    const due = await spin(player);
    expect([due.status, due.body.code]).toEqual([409, 'RG_CHECK_DUE']);
    expect(due.body.retry_after_ms).toBeGreaterThan(3 * 60_000);
    const { check } = await rgOf(player);
    const answer = await post(player, '/v1/rg/acknowledge', { check_id: check?.check_id });
    expect(answer.body.check).toMatchObject({ kind: 'reality_check', acknowledged: true });
    expect(await codeOf(spin(player))).toBe('RG_CHECK_DUE');
    expect((await post(player, '/v1/rg/acknowledge', { check_id: check?.check_id })).status).toBe(200);
    await evictDurableObject(objectOf(player));
    expect(await codeOf(spin(player))).toBe('RG_CHECK_DUE');
    expect(await rgEvents(player)).toEqual([
      ...['ui_attested', 'reality_check_due', 'reality_check_acknowledged'],
    ]);
  });

  it('that is due is not escaped by a new login', async () => {
    const rules = { reality_check: { every_min: 60, choices_min: [], lockout_min: 0 } };
    await makeOlder(player, 61);
    const again = await launch(player.playerId);
    await withRules(again, rules);
    expect(await codeOf(spin(again))).toBe('RG_CHECK_DUE');
    const { check } = await rgOf(again);
    await post(again, '/v1/rg/acknowledge', { check_id: check?.check_id });
    expect((await spin(again)).status).toBe(200);
  });
});

describe('a rest', () => {
  it('is counted over sessions, and keeps rounds out until it is over', async () => {
    await makeOlder(player, 121);
    const again = await launch(player.playerId);
    await withRules(again, { rest: { after_min: 120, for_min: 15, gap_min: 15 } });
    const refused = await spin(again);
    expect(refused.body).toMatchObject({ code: 'RG_CHECK_DUE', detail: 'rest: to be acknowledged' });
    expect(refused.body.retry_after_ms).toBeGreaterThan(10 * 60_000);
    const { check } = await rgOf(again);
    expect(check?.kind).toBe('rest');
    const read = await post(again, '/v1/rg/acknowledge', { check_id: check?.check_id });
    expect(read.body.check?.acknowledged).toBe(true);
    expect(await codeOf(spin(again))).toBe('RG_CHECK_DUE');
  });
});

describe('limits before play', () => {
  it('are needed for the first round and then end the session, warned before', async () => {
    await withRules(player, ES);
    expect(await codeOf(spin(player))).toBe('RG_LIMITS_NEEDED');
    expect((await limits(60, 200)).body).toMatchObject({
      limits_needed: false,
      limits: { spend_left: { amount_minor: 200 }, near: false },
    });
    expect((await spin(player)).status).toBe(200);
    expect((await limits(61, 200)).body.errors?.[0]?.field).toBe('time_min');
    expect((await spin(player)).status).toBe(200);
    expect(await reasonOf(spin(player))).toEqual(['RG_BLOCKED', 'spend_limit']);
    expect(partners.count('debit')).toBe(2);
    expect(await rgEvents(player)).toEqual(['ui_attested', 'limits_set', 'limit_reached']);
    expect((await asPlayer(player.token, 'GET', '/v1/session')).body).toMatchObject({
      code: 'SESSION_ENDED',
      reason: 'spend_limit',
    });
  });

  it('of time end the session by the alarm alone', async () => {
    await withRules(player, ES);
    await limits(60, 10_000);
    await makeOlder(player, 56);
    expect((await rgOf(player)).limits).toMatchObject({ near: true });
    await runDurableObjectAlarm(objectOf(player));
    await makeOlder(player, 4);
    await runDurableObjectAlarm(objectOf(player));
    expect(await reasonOf(spin(player))).toEqual(['RG_BLOCKED', 'time_limit']);
    expect(partners.count('draw')).toBe(0);
    expect(await rgEvents(player)).toEqual(['ui_attested', 'limits_set', 'limit_near', 'limit_reached']);
  });

  it('go on in a session that follows one which was left, and are set anew after one that ended', async () => {
    await withRules(player, ES);
    await limits(60, 1_000);
    await spin(player);
    const second = await launch(player.playerId);
    expect((await rgOf(second)).limits).toMatchObject({ time_min: 60, spend_left: { amount_minor: 900 } });
    expect(await codeOf(spin(player))).toBe('SESSION_ENDED');
    const body = { player_id: second.playerId, reason: 'test' };
    await signed('key-op-lantern', 'POST', `/v1/sessions/${second.sessionId}/end`, body);
    expect((await rgOf(await launch(player.playerId))).limits).toBeNull();
  });
});

describe('the panic button', () => {
  it('is refused where the market has none', async () => {
    const answer = await post(player, '/v1/rg/panic');
    expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('ends the session and blocks every other one, whatever flags the operator sends', async () => {
    await withRules(player, { panic_h: 24 });
    const { body } = await post(player, '/v1/rg/panic');
    expect(body.blocked?.reason).toBe('panic');
    expect(Date.parse(body.blocked?.until ?? '') - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    expect(await reasonOf(spin(player))).toEqual(['RG_BLOCKED', 'panic']);
    await pushFlags(player, {});
    const refused = await createSession('op-lantern', player.playerId);
    expect([refused.status, refused.body.code, refused.body.reason]).toEqual([403, 'RG_BLOCKED', 'panic']);
    expect(await rgEvents(player)).toContain('panic');
  });
});

describe('flags of the operator', () => {
  it.each([
    ['self_excluded', { self_excluded: true }],
    ['blocked', { blocked: true }],
    ['cool_off', { cool_off_until: '2099-01-01T00:00:00.000Z' }],
  ])(
    '%s refuse the very next spin with their reason, also one whose draw is under way',
    async (reason, flags) => {
      const { hold, release } = gate();
      partners.plan('draw', { hold });
      const drawn = spin(player);
      await expect.poll(() => partners.count('draw')).toBe(1);
      await pushFlags(player, flags);
      release();
      expect(await codeOf(drawn)).toBe('RG_BLOCKED');
      expect(await reasonOf(spin(player))).toEqual(['RG_BLOCKED', reason]);
      expect(partners.ledger).toEqual([]);
      expect(await rgEvents(player)).toContain(reason);
    },
  );

  it('with a time limit end the session when it is over, and a new login does not begin it anew', async () => {
    await pushFlags(player, { time_limit_min: 60 });
    await makeOlder(player, 59);
    expect((await spin(player)).status).toBe(200);
    await makeOlder(player, 1);
    expect(await reasonOf(spin(player))).toEqual(['RG_BLOCKED', 'time_limit']);
    const flags = { rg_flags: { self_excluded: false, blocked: false, time_limit_min: 60 } };
    const again = await createSession('op-lantern', player.playerId, flags);
    expect([again.body.code, again.body.reason]).toEqual(['RG_BLOCKED', 'time_limit']);
  });
});

describe('a forced end', () => {
  it.each([
    [
      'of the operator',
      () =>
        signed('key-op-lantern', 'POST', `/v1/sessions/${player.sessionId}/end`, {
          player_id: player.playerId,
          reason: 'test',
        }),
    ],
    ['by an exclusion', () => pushFlags(player, { self_excluded: true })],
    ['by the panic button', () => post(player, '/v1/rg/panic')],
  ])('%s leaves the running round to settle by itself and lets no other begin', async (_, end) => {
    await withRules(player, { panic_h: 24 });
    partners.winMinor = 340;
    const { hold, release } = gate();
    partners.plan('debit', { hold });
    const id = newRoundId();
    const running = spin(player, id);
    await expect.poll(() => partners.count('debit')).toBe(1);
    expect((await end()).status).toBe(200);
    expect((await spin(player)).status).toBe(403);
    release();
    expect((await running).body.result.win.amount_minor).toBe(340);
    expect(partners.netMinor()).toBe(240);
    expect((await getRound(player, id)).body.status).toBe('finished');
    expect((await spin(player)).status).toBe(403);
  });

  it('comes to a session without rounds after the time that its market allows', async () => {
    await withRules(player, { idle_exit_min: 10 });
    await spin(player);
    await makeOlder(player, 9);
    await runDurableObjectAlarm(objectOf(player));
    expect((await rgOf(player)).blocked).toBeNull();
    await makeOlder(player, 1);
    expect(await reasonOf(spin(player))).toEqual(['RG_BLOCKED', 'idle']);
    expect(await rgEvents(player)).toContain('idle_exit');
  });

  it('comes to the other sessions of a player whose market allows one game at a time', async () => {
    const second = await createSession('op-lantern', player.playerId);
    expect(second.status).toBe(200);
    const other = { ...player, sessionId: second.body.session_id };
    await withRules(other, { one_game_at_a_time: true });
    await openSession(second.body.launch_url.split('#launch=')[1] ?? '');
    expect(await codeOf(spin(player))).toBe('SESSION_ENDED');
  });
});
