import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import {
  type ChainedEvent,
  type FreeSpinGrant,
  money,
  type Problem,
  playerSource,
  type RoundSummary,
  type SessionInfo,
} from '@roundgate/contract';
import { checkHistory, EMPTY_CHAIN, findBreak, roundFactOf } from '@roundgate/contract/audit';
import { figuresOf, Totals } from '@roundgate/contract/reporting';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import { PlayerWriter } from '../src/storage/player.ts';
import {
  asPlayer,
  certify,
  getRound,
  launch,
  NO_FLAGS,
  newRoundId,
  objectOf,
  type Player,
  signed,
  spin,
} from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { launchWith, OPERATOR as PURSE_OPERATOR, statementOf } from './purse-client.ts';

const HOUR_MS = 3_600_000;
const KEY = 'key-op-lantern';
type Granted = FreeSpinGrant & Problem & { replayed: boolean };

let partners: FakePartners;
let player: Player;

beforeAll(() => certify());
beforeEach(async () => {
  partners = FakePartners.installed();
  player = await launch();
});

const pathOf = ({ playerId }: Pick<Player, 'playerId'>): string => `/v1/players/${playerId}/free-spins`;
const wish = (change: Record<string, unknown> = {}) => ({
  grant_id: `fs-${crypto.randomUUID()}`,
  game_id: 'g-night-market',
  count: 3,
  bet_size: money(50, 'EUR'),
  expires_at: new Date(Date.now() + HOUR_MS).toISOString(),
  ...change,
});
const give = (change: Record<string, unknown> = {}) =>
  signed<Granted>(KEY, 'POST', pathOf(player), wish(change));
const cancel = (grantId: string) =>
  signed<Granted>(KEY, 'POST', `${pathOf(player)}/${grantId}/cancel`, { reason: 'test' });
const stands = async (grantId: string): Promise<FreeSpinGrant | undefined> => {
  const { body } = await signed<{ grants: FreeSpinGrant[] }>(KEY, 'GET', pathOf(player));
  return body.grants.find(({ grant_id }) => grant_id === grantId);
};
/** Gives free spins and answers their id. */
async function given(change: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await give(change);
  expect(status).toBe(200);
  return body.grant_id;
}
const freeSpin = (grantId: string, roundId = newRoundId(), stakeMinor = 50, by = player) =>
  spin(by, roundId, stakeMinor, { spin_type: 'free', grant_id: grantId });
const offers = async (by = player) =>
  (await asPlayer<SessionInfo>(by.token, 'GET', '/v1/session')).body.free_spins;

const events = (): Promise<ChainedEvent[]> =>
  runInDurableObject(objectOf(player), (object, { storage }) => {
    object.chainHead();
    return new PlayerWriter(storage.sql).eventsAfter(0, 100);
  });
const toldOf = async (type: string) =>
  (await events()).map(({ event }) => event).filter((event) => event.type === type);
const ring = () => runDurableObjectAlarm(objectOf(player));

describe('giving free spins', () => {
  it('is done once: the same again is told as replayed, other content is a conflict', async () => {
    const body = wish();
    const first = await signed<Granted>(KEY, 'POST', pathOf(player), body);
    expect([first.status, first.body]).toMatchObject([200, { state: 'active', used: 0, replayed: false }]);
    const again = await signed<Granted>(KEY, 'POST', pathOf(player), body);
    expect(again.body).toEqual({ ...first.body, replayed: true });
    for (const change of [{ count: 4 }, { bet_size: money(60, 'EUR') }, { rtp_profile: '96' }]) {
      const other = await signed<Granted>(KEY, 'POST', pathOf(player), { ...body, ...change });
      expect([other.status, other.body.code], JSON.stringify(change)).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    }
    expect(await toldOf('free_spins_granted')).toHaveLength(1);
  });

  it('is done once when copies arrive together', async () => {
    const body = wish();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => signed<Granted>(KEY, 'POST', pathOf(player), body)),
    );
    expect(answers.filter((answer) => answer.body.replayed === false)).toHaveLength(1);
    expect(await toldOf('free_spins_granted')).toHaveLength(1);
  });

  it('names the field that is wrong', async () => {
    const past = await give({ expires_at: '2026-01-01T00:00:00.000Z' });
    expect(past.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ field: 'expires_at' }] });
    expect((await give({ count: 0 })).body.errors).toMatchObject([{ field: 'count' }]);
    expect((await give({ game_id: 'g-nowhere' })).body.code).toBe('GAME_NOT_ALLOWED');
  });

  it('is refused where the game server says that it cannot play them, and nothing is kept', async () => {
    partners.plan('grant', { refuse: 'STAKE_NOT_ALLOWED' });
    const body = wish();
    expect((await signed<Granted>(KEY, 'POST', pathOf(player), body)).body.code).toBe('STAKE_NOT_ALLOWED');
    expect(await stands(body.grant_id)).toBeUndefined();
  });

  it('works for a player who was never here, and not for one who must not play', async () => {
    const stranger = { playerId: `p-${crypto.randomUUID()}` };
    expect((await signed<Granted>(KEY, 'POST', pathOf(stranger), wish())).status).toBe(200);
    await signed(KEY, 'PUT', `/v1/players/${player.playerId}/rg-flags`, {
      rg_flags: { ...NO_FLAGS, self_excluded: true },
      reason: 'asked by the player',
    });
    expect((await give()).body.code).toBe('RG_BLOCKED');
  });

  it("is told to the game: what is left, the first to expire first, and nothing of another game's", async () => {
    const later = await given({ expires_at: new Date(Date.now() + 2 * HOUR_MS).toISOString() });
    const sooner = await given();
    await given({ bet_size: money(50, 'USD') });
    await given({ rtp_profile: '94' });
    await freeSpin(later);
    expect(await offers()).toMatchObject([
      { grant_id: sooner, count: 3, used: 0, bet_size: money(50, 'EUR') },
      { grant_id: later, count: 3, used: 1 },
    ]);
  });
});

describe('a free spin', () => {
  it('moves no money when it wins nothing, and is told as free', async () => {
    const grantId = await given();
    const answer = await freeSpin(grantId);
    expect(answer.body).toMatchObject({
      settlement: 'done',
      result: { spin_type: 'free', stake: money(50, 'EUR'), win: money(0, 'EUR') },
    });
    expect(partners.calls.filter((call) => call !== 'announce' && call !== 'balance')).toEqual([
      'grant',
      'draw',
    ]);
    expect(partners.ledger).toEqual([]);
    expect(await stands(grantId)).toMatchObject({ used: 1, state: 'active' });
  });

  it('pays its win with one credit and no debit', async () => {
    partners.winMinor = 340;
    const id = newRoundId();
    const grantId = await given();
    const answers = [await freeSpin(grantId, id), await freeSpin(grantId, id)];
    expect(answers.map(({ body }) => body.replayed)).toEqual([false, true]);
    expect(partners.ledger).toMatchObject([{ kind: 'credit', amountMinor: 340 }]);
    expect(partners.count('debit')).toBe(0);
    expect(await stands(grantId)).toMatchObject({ used: 1 });
    expect(await toldOf('spin_finished')).toMatchObject([{ spin_type: 'free', win: money(340, 'EUR') }]);
  });

  it('costs the player nothing: neither the funds nor the totals of the session know its stake', async () => {
    partners.balanceMinor = 0;
    partners.winMinor = 20;
    const grantId = await given();
    expect((await freeSpin(grantId)).status).toBe(200);
    const totals = async () =>
      (await asPlayer<SessionInfo>(player.token, 'GET', '/v1/session')).body.rg.totals;
    const expected = { rounds: 1, staked: money(0, 'EUR'), won: money(20, 'EUR') };
    expect(await totals()).toMatchObject(expected);
    await ring();
    await abortAllDurableObjects();
    expect(await totals()).toMatchObject(expected);
  });

  it('is refused for a packet that is not there, not for this session, or for another stake', async () => {
    const grantId = await given();
    const other = await given({ rtp_profile: '94' });
    expect((await freeSpin('fs-nothing')).body.code).toBe('GRANT_NOT_FOUND');
    expect((await freeSpin(other)).body.code).toBe('GRANT_NOT_FOUND');
    expect((await freeSpin(grantId, newRoundId(), 100)).body.code).toBe('STAKE_NOT_ALLOWED');
    expect((await spin(player, newRoundId(), 50, { spin_type: 'free' })).body.code).toBe('GRANT_NOT_FOUND');
    const cash = await spin(player, newRoundId(), 50, { grant_id: grantId });
    expect(cash.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ field: 'grant_id' }] });
    expect(partners.count('draw')).toBe(0);
  });

  it('is another bet than the same stake in cash, or from another packet', async () => {
    const id = newRoundId();
    const [one, two] = [await given(), await given()];
    expect((await freeSpin(one, id)).status).toBe(200);
    expect((await freeSpin(two, id)).body.code).toBe('IDEMPOTENCY_CONFLICT');
    expect((await spin(player, id, 50)).body.code).toBe('IDEMPOTENCY_CONFLICT');
    expect([(await stands(one))?.used, (await stands(two))?.used]).toEqual([1, 0]);
  });

  it('is played no more often than it was given, from however many tabs', async () => {
    const grantId = await given({ count: 2 });
    const tabs = [player, await launch(player.playerId), await launch(player.playerId)];
    let played = 0;
    for (let time = 0; time < 3; time += 1) {
      const answers = await Promise.all(tabs.map((tab) => freeSpin(grantId, newRoundId(), 50, tab)));
      played += answers.filter(({ status }) => status === 200).length;
      for (const { status, body } of answers)
        if (status !== 200) expect(['ROUND_OPEN', 'GRANT_NOT_FOUND']).toContain(body.code);
    }
    expect(played).toBe(2);
    expect(partners.draws.size).toBe(2);
    expect(await stands(grantId)).toMatchObject({ used: 2, state: 'spent' });
    expect(await offers()).toEqual([]);
  });

  it('is reserved while it is drawn', async () => {
    let release = () => {};
    partners.plan('draw', { hold: new Promise<void>((resolve) => (release = resolve)) });
    const grantId = await given({ count: 1 });
    const first = freeSpin(grantId);
    await expect.poll(() => partners.count('draw')).toBe(1);
    expect(await stands(grantId)).toMatchObject({ used: 1 });
    expect((await freeSpin(grantId)).status).not.toBe(200);
    release();
    expect((await first).status).toBe(200);
  });

  it('is given back when the round ends without a bet', async () => {
    partners.plan('draw', { refuse: 'STAKE_NOT_ALLOWED' });
    const grantId = await given({ count: 1 });
    expect((await freeSpin(grantId)).body.code).toBe('STAKE_NOT_ALLOWED');
    expect(partners.voided.size).toBe(1);
    expect(await stands(grantId)).toMatchObject({ used: 0, state: 'active' });
    expect((await freeSpin(grantId)).status).toBe(200);
  });

  it('issues its packet to the game server first when that did not hear of it, as often as it takes', async () => {
    partners.plan('grant', 'lost_before', 'lost_before');
    const grantId = await given();
    expect((await freeSpin(grantId)).status).toBe(200);
    expect((await freeSpin(grantId)).status).toBe(200);
    expect(partners.count('grant')).toBe(3);
    expect(partners.grants.get(grantId)).toBe(3);
  });
});

describe('what free spins come to', () => {
  it('is bonus cost, and neither turnover nor eligible, in the report', async () => {
    partners.winMinor = 340;
    const grantId = await given();
    await freeSpin(grantId);
    partners.winMinor = 0;
    await spin(player, newRoundId(), 100);
    const totals = new Totals();
    const source = playerSource(player.operatorId, player.playerId);
    for (const link of await events()) totals.add({ ...link, source, at: link.event.ts });
    expect(figuresOf(totals.rows())).toMatchObject({
      ...{ spins_total: 2, eligible_spins: 1, turnover_minor: 100, ggr_minor: 100 },
      ...{ bonus_cost_minor: 340, netwin_minor: -240 },
    });
  });

  it('passes the checker, which sees a free round that took a stake', async () => {
    partners.winMinor = 340;
    await freeSpin(await given());
    type Page = { rounds: RoundSummary[] };
    const { body } = await asPlayer<Page>(player.token, 'GET', '/v1/rounds');
    const [row] = body.rounds.map(roundFactOf);
    if (!row) throw new Error('a free spin was played');
    const rows = partners.ledger.map(({ key, amountMinor, atMs }) => ({
      ...{
        roundId: row.roundId,
        transactionId: key,
        kind: 'credit' as const,
        amountMinor,
        winMinor: 0,
        atMs,
      },
    }));
    const base = { rounds: [row], answers: null, draws: null, events: await events(), published: null };
    const history = { ...base, ledger: rows, healed: true, freeSpins: 3 };
    expect(checkHistory(history, sha256Hex)).toEqual([]);
    const stake = { ...rows[0], transactionId: 'x:d', kind: 'debit' as const, amountMinor: 50 };
    const wrong = { ...history, ledger: [{ ...stake, roundId: row.roundId, winMinor: 0, atMs: 0 }, ...rows] };
    expect(checkHistory(wrong, sha256Hex).map(({ invariant }) => invariant)).toEqual(['net', 'one_debit']);
    expect(checkHistory({ ...history, freeSpins: 0 }, sha256Hex)).toMatchObject([
      { invariant: 'free_spins_given' },
    ]);
  });

  it("is paid into a session's own balance, which keeps its stake", async () => {
    const purse = await launchWith(1_000);
    const to = `/v1/players/${purse.playerId}/free-spins`;
    const { body } = await signed<Granted>(`key-${PURSE_OPERATOR}`, 'POST', to, wish());
    partners.winMinor = 340;
    const answer = await freeSpin(body.grant_id, newRoundId(), 50, purse);
    expect(answer.body).toMatchObject({ settlement: 'done', balance: money(1_340, 'EUR') });
    const [statement] = await statementOf(purse);
    expect(statement?.entries.map(({ kind }) => kind)).toEqual(['transfer_in', 'credit']);
    expect(partners.count('credit') + partners.count('debit')).toBe(0);
  });
});

describe('a free spin under a crash', () => {
  it.each(['draw', 'credit'] as const)('is finished once when the object dies after the %s', async (call) => {
    partners.winMinor = 75;
    const grantId = await given({ count: 1 });
    const id = newRoundId();
    partners.plan(call, { hold: new Promise(() => {}) });
    const lost = freeSpin(grantId, id).catch(() => undefined);
    await expect.poll(() => partners.count(call)).toBe(1);
    await abortAllDurableObjects();
    await lost;
    expect((await freeSpin(grantId, id)).body.result?.win).toEqual(money(75, 'EUR'));
    await ring();
    await expect.poll(() => partners.ledger.length).toBe(1);
    expect(partners.ledger).toMatchObject([{ kind: 'credit', amountMinor: 75 }]);
    expect(await stands(grantId)).toMatchObject({ used: 1, state: 'spent' });
    expect((await freeSpin(grantId)).body.code).toBe('GRANT_NOT_FOUND');
  });

  it('tells the same when the credit is slow: the win cannot be lost', async () => {
    partners.winMinor = 75;
    const grantId = await given();
    partners.plan('credit', 'lost_after', 'lost_before', 'error_500');
    const id = newRoundId();
    expect((await freeSpin(grantId, id)).status).toBe(200);
    for (let time = 0; time < 5; time += 1) await ring();
    expect((await getRound(player, id)).body).toMatchObject({ status: 'finished' });
    expect(partners.ledger).toHaveLength(1);
  });
});

describe('the end of free spins', () => {
  it('comes with the last of them, and is told once on the chain', async () => {
    const grantId = await given({ count: 1 });
    await freeSpin(grantId);
    await ring();
    await ring();
    expect(await toldOf('free_spins_ended')).toMatchObject([
      { grant_id: grantId, reason: 'spent', count: 1, used: 1 },
    ]);
    expect(findBreak(sha256Hex, EMPTY_CHAIN, await events())).toBeUndefined();
  });

  it('comes with the clock: no spin begins then, and the alarm tells it', async () => {
    const grantId = await given();
    await freeSpin(grantId);
    await runInDurableObject(objectOf(player), (_, { storage }) => {
      storage.sql.exec("UPDATE grants SET data = json_set(data, '$.expiresAtMs', ?)", Date.now() - 1);
    });
    expect((await freeSpin(grantId)).body.code).toBe('GRANT_NOT_FOUND');
    await ring();
    expect(await stands(grantId)).toMatchObject({ used: 1, state: 'expired' });
    expect(await toldOf('free_spins_ended')).toMatchObject([{ reason: 'expired', used: 1 }]);
    expect(await offers()).toEqual([]);
  });

  it('comes when the operator takes them back; again changes nothing', async () => {
    const grantId = await given();
    expect((await cancel(grantId)).body).toMatchObject({ state: 'cancelled', used: 0 });
    expect((await cancel(grantId)).body.state).toBe('cancelled');
    expect((await freeSpin(grantId)).body.code).toBe('GRANT_NOT_FOUND');
    expect(await toldOf('free_spins_ended')).toMatchObject([{ reason: 'cancelled', used: 0 }]);
    expect((await cancel('fs-nothing')).status).toBe(422);
  });

  it('lets a round that runs finish when they are taken back', async () => {
    let release = () => {};
    partners.winMinor = 30;
    partners.plan('draw', { hold: new Promise<void>((resolve) => (release = resolve)) });
    const grantId = await given();
    const running = freeSpin(grantId);
    await expect.poll(() => partners.count('draw')).toBe(1);
    expect((await cancel(grantId)).body).toMatchObject({ state: 'cancelled', used: 1 });
    expect(await toldOf('free_spins_ended')).toEqual([]);
    release();
    expect((await running).body.result?.win).toEqual(money(30, 'EUR'));
    await ring();
    expect(await toldOf('free_spins_ended')).toMatchObject([{ reason: 'cancelled', used: 1 }]);
  });
});
