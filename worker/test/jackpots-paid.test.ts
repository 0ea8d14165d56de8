import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { JackpotDO } from '../src/durable-objects/jackpot-do.ts';
import { certify, launch, newRoundId, objectOf, type Player, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { asPlatform, eventsOf, launchAllowed, meter, running, sumOf } from './jackpot-kit.ts';
import { drainOut, end, faultsOf, gate, launchWith, newPlayer, outMinor } from './purse-client.ts';

let partners: FakePartners;
let jackpotId = '';
beforeAll(() => certify());
beforeEach(() => {
  partners = FakePartners.installed();
  partners.balanceMinor = 10_000_000;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  // Other files play the same game.
  if (jackpotId) await asPlatform('POST', `/v1/jackpots/${jackpotId}/disable`);
});

/** The market of the tests is not known to allow jackpots: this session's does. */
async function allowed(player: Player): Promise<Player> {
  await runInDurableObject(objectOf(player), (_, { storage }) =>
    storage.sql.exec("UPDATE sessions SET data = json_set(data, '$.market.features.jackpot', json('true'))"),
  );
  await evictDurableObject(objectOf(player));
  return player;
}

it('a player whose object dies between the claim and the outcome is paid once, and the pool adds up', async () => {
  const player = await launchAllowed();
  jackpotId = await running(partners, player);
  Object.assign(partners, { hits: jackpotId, winMinor: 40, contributesMinor: 5 });
  const { hold, release } = gate();
  const { claim } = JackpotDO.prototype;
  const claims: string[] = [];
  // The pool has paid; its answer does not come before the player's object is gone.
  vi.spyOn(JackpotDO.prototype, 'claim').mockImplementation(async function slow(
    this: JackpotDO,
    order: Parameters<typeof claim>[0],
  ) {
    const paid = claim.call(this, order);
    claims.push(order.key);
    await hold;
    return paid;
  } as unknown as typeof claim);
  const roundId = newRoundId();
  const debits = partners.count('debit');
  const first = spin(player, roundId).catch(() => undefined);
  await vi.waitUntil(async () => (await meter(jackpotId)).totals.paid_minor === 1_000, { timeout: 5_000 });
  await abortAllDurableObjects();
  release();
  await first;
  expect(partners.count('debit')).toBe(debits);

  const { status, body } = await spin(player, roundId);
  expect(status).toBe(200);
  expect(body.result.jackpot).toMatchObject({ jackpot_id: jackpotId, amount: { amount_minor: 1_000 } });
  // The same claim, made again: what the first had paid is what the second is told.
  expect(new Set(claims).size).toBe(1);
  expect(claims.length).toBeGreaterThan(1);
  expect(partners.ledger.filter(({ amountMinor }) => amountMinor === 1_040)).toHaveLength(1);
  expect(await meter(jackpotId)).toMatchObject({ run: 2, totals: { paid_minor: 1_000 } });
  expect(sumOf(await eventsOf(player), 'jackpot_win', jackpotId)).toBe(1_000);
});

it('a session with its own purse is paid its jackpot into it, and takes it home', async () => {
  const player = await allowed(await launchWith(10_000));
  jackpotId = await running(partners, player);
  Object.assign(partners, { hits: jackpotId, winMinor: 40 });
  const before = (await spin(player)).body;
  expect(before.result.jackpot?.amount.amount_minor).toBe(1_000);
  partners.hits = undefined;
  const after = (await spin(player)).body;
  expect(partners.count('debit') + partners.count('credit')).toBe(0);
  expect((after.balance?.amount_minor ?? 0) - (before.balance?.amount_minor ?? 0)).toBe(40 - 100);
  expect((await end(player)).status).toBe(200);
  await drainOut(player);
  expect(await faultsOf(player, partners)).toEqual([]);
  expect(outMinor(partners)).toEqual([after.balance?.amount_minor]);
  expect(sumOf(await eventsOf(player), 'jackpot_win', jackpotId)).toBe(1_000);
  expect((await meter(jackpotId)).totals.paid_minor).toBe(1_000);
});

it('a wallet that takes bet and win in one call is told the win with the jackpot, once', async () => {
  const booked = new Map<string, { bet: number; win: number }>();
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (url: string | URL, init: RequestInit) => {
    const { pathname } = new URL(url);
    if (!/\/(betwin|balance)$/.test(pathname) || pathname.includes('/v1/')) return fetch(url, init);
    const body = JSON.parse(String(init.body));
    if (pathname.endsWith('/betwin')) booked.set(body.transaction_id, { bet: body.bet, win: body.win });
    return Promise.resolve(Response.json({ ...body, status: 'ok', balance: 1_000_000, reference: 'led-1' }));
  });
  const player = await allowed(await launch(newPlayer(), {}, 'op-combined'));
  jackpotId = await running(partners, player);
  booked.clear();
  Object.assign(partners, { hits: jackpotId, winMinor: 40 });
  const roundId = newRoundId();
  const told = await spin(player, roundId);
  expect(told.body.result.jackpot?.amount.amount_minor).toBe(1_000);
  const again = await spin(player, roundId);
  expect(JSON.stringify(again.body.result)).toBe(JSON.stringify(told.body.result));
  expect([...booked.values()]).toEqual([{ bet: 100, win: 1_040 }]);
  expect(sumOf(await eventsOf(player), 'jackpot_win', jackpotId)).toBe(1_000);
  expect((await meter(jackpotId)).totals.paid_minor).toBe(1_000);
});
