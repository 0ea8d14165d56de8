import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import type { JackpotMeter, JackpotView, Problem } from '@roundgate/contract';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asPlayer, certify, launch, newRoundId, objectOf, type Player, signed, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';
import {
  asPlatform,
  eventsOf,
  launchAllowed,
  meter,
  newJackpotId,
  poolOf,
  putJackpot,
  rulesWith,
  running,
  sumOf,
  untilOffered,
} from './jackpot-kit.ts';

let partners: FakePartners;
let player: Player;
let second: Player;
let jackpotId: string;
beforeAll(async () => {
  await certify();
  FakePartners.installed();
  [player, second] = await Promise.all([launchAllowed(), launchAllowed()]);
});
beforeEach(async () => {
  partners = FakePartners.installed();
  partners.balanceMinor = 10_000_000;
  // What is refused is told in the log; here it is asked for.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  // Other files play the same game.
  if (jackpotId) await asPlatform('POST', `/v1/jackpots/${jackpotId}/disable`);
});

/** Waits as long as a meter may be late, and no longer; no alarm is rung for it. */
const inTime = (test: () => Promise<boolean>) => vi.waitUntil(test, { timeout: 2_000, interval: 50 });
const arrived = (minor: number) =>
  inTime(async () => (await meter(jackpotId)).totals.contributed_minor === minor);

describe('a meter', () => {
  it('is made once by the platform, and its rules never change', async () => {
    jackpotId = newJackpotId();
    const path = `/v1/jackpots/${jackpotId}`;
    expect((await signed('key-op-lantern', 'PUT', path, rulesWith())).status).toBe(403);
    expect((await asPlatform('GET', path)).body.code).toBe('JACKPOT_NOT_FOUND');
    expect((await putJackpot(jackpotId, rulesWith())).body).toMatchObject({
      already_there: false,
      jackpot: { ...rulesWith(), state: 'running', run: 1, one_in_minor: 1_000_000, balanced: true },
    });
    expect((await putJackpot(jackpotId, rulesWith())).body.already_there).toBe(true);
    const other = await putJackpot(jackpotId, rulesWith({ seed_minor: 999 }));
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
    const { body } = await signed<{ jackpots: JackpotView[] } & Problem>(
      'key-op-lantern',
      'GET',
      '/v1/jackpots?game_id=g-night-market',
    );
    expect(body.jackpots.map(({ jackpot_id }) => jackpot_id)).toContain(jackpotId);
  });

  it.each([
    ['a game that nobody serves', { game_ids: ['g-nowhere'] }, 'game_ids'],
    [
      'a cap below the seed',
      { trigger: { kind: 'must_hit_by' as const, cap_minor: 900 } },
      'trigger.cap_minor',
    ],
    ['no contribution', { contribution_ppm: 0 }, 'contribution_ppm'],
  ])('with %s is refused by its field', async (_, change, field) => {
    const { status, body } = await putJackpot(newJackpotId(), rulesWith(change));
    expect(status).toBe(400);
    expect(body.errors?.map((error) => error.field)).toEqual([field]);
  });

  it('grows by what settled rounds put in, also by one whose end is not written yet, and shows it to players', async () => {
    jackpotId = await running(partners, player);
    Object.assign(partners, { contributesMinor: 5, winMinor: 40 });
    await spin(player);
    await arrived(5);
    expect((await meter(jackpotId)).totals).toMatchObject({ meter_minor: 1_004, reserve_minor: 1 });
    await inTime(async () => {
      const { body } = await asPlayer<{ jackpots: JackpotMeter[] }>(
        player.token,
        'GET',
        '/v1/session/jackpots',
      );
      return body.jackpots.some(
        (one) => one.jackpot_id === jackpotId && one.meter_minor === 1_004 && one.one_in_minor === 1_000_000,
      );
    });
  });

  it('counts a contribution once, however often it is told, and one of an instance that died', async () => {
    jackpotId = await running(partners, player);
    partners.contributesMinor = 7;
    await spin(player);
    await evictDurableObject(objectOf(player));
    await spin(player);
    await arrived(14);
    const pool = poolOf(jackpotId);
    const [told] = await runInDurableObject(pool, (_, { storage }) =>
      storage.sql.exec<{ shard: string; total_minor: number }>('SELECT * FROM shard_totals').toArray(),
    );
    for (const minor of [told?.total_minor ?? 0, 7]) await pool.contributed(told?.shard ?? '', minor);
    expect((await meter(jackpotId)).totals.contributed_minor).toBe(14);
    expect(sumOf(await eventsOf(player), 'jackpot_contribution', jackpotId)).toBe(14);
  });

  it('takes nothing from a round that came to nothing', async () => {
    jackpotId = await running(partners, player);
    partners.contributesMinor = 7;
    partners.plan('debit', { refuse: 'INSUFFICIENT_FUNDS' });
    expect((await spin(player)).status).toBe(422);
    await spin(player);
    await arrived(7);
  });

  it('that would not add up is refused by the database itself', async () => {
    jackpotId = await running(partners, player);
    await runInDurableObject(poolOf(jackpotId), (_, { storage }) => {
      expect(() => storage.sql.exec('UPDATE jackpot SET meter_minor = meter_minor + 1')).toThrow('CHECK');
    });
  });
});

it('a market that does not allow jackpots plays for none', async () => {
  jackpotId = await running(partners, player);
  const elsewhere = await launch();
  partners.contributesMinor = 5;
  expect((await spin(elsewhere)).status).toBe(200);
  expect(partners.offered).toEqual([]);
  const { body } = await asPlayer(elsewhere.token, 'GET', '/v1/session/jackpots');
  expect(body).toEqual({ jackpots: [] });
});

describe('a hit', () => {
  it('is paid with the win in one credit, told once in the chain, and answered the same for ever', async () => {
    jackpotId = await running(partners, player);
    Object.assign(partners, { hits: jackpotId, winMinor: 40, contributesMinor: 5 });
    const roundId = newRoundId();
    const first = await spin(player, roundId);
    expect(first.body.result).toMatchObject({
      win: { amount_minor: 40 },
      jackpot: { jackpot_id: jackpotId, amount: { amount_minor: 1_000 } },
    });
    expect(partners.ledger.at(-1)).toMatchObject({ kind: 'credit', amountMinor: 1_040 });
    const again = await spin(player, roundId);
    expect(JSON.stringify(again.body.result)).toBe(JSON.stringify(first.body.result));
    const events = (await eventsOf(player)).filter(
      (event) => 'round_id' in event && event.round_id === roundId,
    );
    expect(events.map(({ type }) => type)).toEqual(['spin_finished', 'jackpot_contribution', 'jackpot_win']);
    expect(events[0]).toMatchObject({ win: { amount_minor: 40 } });
    await arrived(5);
    expect(await meter(jackpotId)).toMatchObject({
      run: 2,
      totals: { paid_minor: 1_000, seeds_minor: 2_000, meter_minor: 1_004 },
    });
  });

  it('beside another is paid in order: the second winner gets the meter as it was started again', async () => {
    jackpotId = await running(partners, player);
    partners.contributesMinor = 50;
    await spin(player);
    await arrived(50);
    partners.hits = jackpotId;
    const both = await Promise.all([spin(player), spin(second)]);
    const paid = both.map(({ body }) => body.result.jackpot?.amount.amount_minor);
    expect(paid.sort()).toEqual([1_000, 1_040]);
  });

  it('of a meter that must be hit counts once a run: who drew beside the winner has not hit', async () => {
    jackpotId = await running(partners, player, { trigger: { kind: 'must_hit_by', cap_minor: 5_000 } });
    partners.hits = jackpotId;
    const both = await Promise.all([spin(player), spin(second)]);
    const paid = both.map(({ body }) => body.result.jackpot?.amount.amount_minor ?? 0);
    expect(paid.sort()).toEqual([0, 1_000]);
    expect(await meter(jackpotId)).toMatchObject({ run: 2, totals: { paid_minor: 1_000 } });
  });

  it('whose round comes to nothing goes back onto the meter, and cannot be claimed again', async () => {
    jackpotId = await running(partners, player);
    partners.hits = jackpotId;
    partners.plan('debit', { refuse: 'INSUFFICIENT_FUNDS' });
    expect((await spin(player)).status).toBe(422);
    expect((await meter(jackpotId)).totals).toMatchObject({ paid_minor: 0, meter_minor: 2_000 });
    const uid = [...partners.voided].at(-1) ?? '';
    const claim = { key: `${uid}:j`, gameId: 'g-night-market', currency: 'EUR', run: 2 };
    expect(await poolOf(jackpotId).claim(claim)).toEqual({ kind: 'refused' });
    await poolOf(jackpotId).release(claim.key);
    expect((await meter(jackpotId)).totals).toMatchObject({ paid_minor: 0, meter_minor: 2_000 });
  });

  it('under one key is paid once, and a key that was given back before it came never', async () => {
    jackpotId = newJackpotId();
    await putJackpot(jackpotId, rulesWith());
    const pool = poolOf(jackpotId);
    const claim = { key: 'uid-1:j', gameId: 'g-night-market', currency: 'EUR', run: 1 };
    const first = await pool.claim(claim);
    await evictDurableObject(pool);
    expect(await pool.claim({ ...claim, run: 9 })).toEqual(first);
    expect(first).toEqual({ kind: 'won', amountMinor: 1_000 });
    await pool.release('uid-2:j');
    expect(await pool.claim({ ...claim, key: 'uid-2:j' })).toEqual({ kind: 'refused' });
    expect(await pool.claim({ ...claim, key: 'uid-3:j', gameId: 'g-pier' })).toEqual({ kind: 'refused' });
    expect(await pool.claim({ ...claim, key: 'uid-4:j', currency: 'SEK' })).toEqual({ kind: 'refused' });
    expect((await meter(jackpotId)).totals.paid_minor).toBe(1_000);
  });
});

describe('a disabled meter', () => {
  it('is played for by nobody, pays what was drawn before, and is resumed as it was', async () => {
    jackpotId = await running(partners, player);
    partners.contributesMinor = 50;
    await spin(player);
    await arrived(50);
    const path = `/v1/jackpots/${jackpotId}`;
    const before = await meter(jackpotId);
    expect((await asPlatform('POST', `${path}/disable`)).body.state).toBe('disabled');
    await untilOffered(partners, player, jackpotId, false);
    const { status, body } = await asPlatform('POST', `${path}/resume`);
    expect(status).toBe(200);
    expect({ ...body, at: '' }).toEqual({ ...before, at: '' });
    await untilOffered(partners, player, jackpotId);
    await asPlatform('POST', `${path}/disable`);
    const late = { key: 'uid-late:j', gameId: 'g-night-market', currency: 'EUR', run: 1 };
    expect(await poolOf(jackpotId).claim(late)).toEqual({ kind: 'won', amountMinor: 1_040 });
  });
});
