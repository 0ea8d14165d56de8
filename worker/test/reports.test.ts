import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import {
  decimalText,
  type HeldLine,
  type Invoice,
  money,
  type Problem,
  playerSource,
  type ReportLine,
} from '@roundgate/contract';
import { shardOf } from '@roundgate/contract/audit';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { periodOf } from '../src/domain/billing/periods.ts';
import type { Round } from '../src/domain/rounds/round.ts';
import { sha256Hex } from '../src/sha256.ts';
import { RoundWriter } from '../src/storage/rounds.ts';
import { certify, launch, objectOf, type Player, signed, signedText, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';

type Report = { lines: ReportLine[]; totals: ReportLine[] } & Problem;
const today = (): string => new Date().toISOString().slice(0, 10);
const ask = (keyId: string, query: string) =>
  signed<Report>(keyId, 'GET', `/v1/reports/activity?from=${today()}&to=${today()}&${query}`);
const shardFor = ({ operatorId, playerId }: Player) =>
  env.LEDGER.getByName(shardOf(sha256Hex, playerSource(operatorId, playerId)));

let partners: FakePartners;
beforeAll(() => certify());
beforeEach(() => {
  partners = FakePartners.installed();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

/** Has the ledger take all of a player's events, and the reports' database all of the ledger's totals. */
async function settle(player: Player): Promise<void> {
  await objectOf(player).chainHead();
  await shardFor(player).catchUp(playerSource(player.operatorId, player.playerId));
  await shardFor(player).seal();
}

async function play(playerId: string, wins: readonly number[], stakeMinor: number): Promise<Player> {
  const player = await launch(playerId, {}, 'op-other');
  for (const winMinor of wins) {
    partners.winMinor = winMinor;
    expect((await spin(player, undefined, stakeMinor)).status).toBe(200);
  }
  await settle(player);
  return player;
}

/** The one line of today's euros of an operator. */
async function euros(spinType: ReportLine['spin_type']): Promise<Partial<ReportLine>> {
  const { body } = await ask('key-op-other', 'group_by=operator_id,game_id,spin_type&no_activity=hide');
  return body.lines.find((line) => line.spin_type === spinType && line.currency === 'EUR') ?? {};
}

const rise = (before: Partial<ReportLine>, after: Partial<ReportLine>, name: keyof ReportLine): number =>
  Number(after[name] ?? 0) - Number(before[name] ?? 0);

describe('a report', () => {
  it('comes to what the rounds came to, to the unit, and a flush that comes twice adds nothing', async () => {
    const before = await euros('cash');
    const player = await play(`p-${crypto.randomUUID()}`, [0, 250, 40], 100);
    await settle(player);
    const after = await euros('cash');
    const names = ['spins_total', 'eligible_spins', 'turnover_minor', 'ggr_minor', 'netwin_minor'] as const;
    expect(names.map((name) => rise(before, after, name))).toEqual([3, 3, 300, 10, 10]);
  });

  it('counts the spins of test accounts, and none of their money', async () => {
    const [cash, before] = [await euros('cash'), await euros('test')];
    await play(`p-test-${crypto.randomUUID()}`, [500], 100);
    const after = await euros('test');
    expect(rise(before, after, 'spins_total')).toBe(1);
    expect([after.eligible_spins, after.turnover_minor, after.ggr_minor, after.bonus_cost_minor]).toEqual([
      0, 0, 0, 0,
    ]);
    expect(await euros('cash')).toEqual(cash);
  });

  it('has a line for whoever was silent, and each partner is told its own', async () => {
    await play(`p-${crypto.randomUUID()}`, [0], 100);
    const { body } = await ask('key-compliance', 'group_by=operator_id,game_id,day');
    const silent = body.lines.find(
      ({ operator_id, game_id }) => operator_id === 'op-pinned' && game_id === 'g-pier',
    );
    expect(silent).toMatchObject({ activity: false, currency: null, spins_total: 0, day: today() });
    const own = (await ask('key-op-other', 'group_by=operator_id,studio_id')).body.lines;
    expect(new Set(own.map(({ operator_id }) => operator_id))).toEqual(new Set(['op-other']));
    expect(own.map(({ studio_id }) => studio_id)).toEqual(expect.arrayContaining(['st-harbour', 'st-pier']));
    const studio = (await ask('key-st-pier', 'group_by=game_id')).body.lines;
    expect(studio.map(({ game_id, activity }) => [game_id, activity])).toEqual([['g-pier', false]]);
    expect((await ask('key-op-other', 'operator_id=op-lantern')).body.code).toBe('FORBIDDEN');
    expect((await ask('key-st-pier', 'studio_id=st-harbour')).body.code).toBe('FORBIDDEN');
  });

  it('is a table on request, and leaves out what was posted later than asked', async () => {
    await play(`p-${crypto.randomUUID()}`, [0], 100);
    const early = await ask('key-op-other', 'group_by=day&posted_until=2020-01-01&no_activity=hide');
    expect(early.body.lines).toEqual([]);
    const path = `/v1/reports/activity?from=${today()}&to=${today()}&group_by=day&format=csv`;
    const [head, line] = (await signedText('key-op-other', path)).split('\r\n');
    expect(head).toMatch(/^day,operator_id,.*,netwin_minor,royalty_due_minor,royalty_currency$/);
    expect(line).toMatch(new RegExp(`^${today()},,,,,,,EUR,true,\\d+,`));
  });

  it.each([
    ['ends before it begins', 'from=2026-02-01&to=2026-01-01', 'to'],
    ['is longer than an answer', 'from=2024-01-01&to=2026-01-01', 'to'],
    ['has no beginning', 'to=2026-01-01', 'from'],
  ])('of a period that %s names the field', async (_, query, field) => {
    const { status, body } = await signed('key-op-other', 'GET', `/v1/reports/activity?${query}`);
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });
});

describe('money in interrupted rounds', () => {
  const held = async (): Promise<HeldLine> => {
    const { body } = await signed<{ lines: HeldLine[] }>('key-op-other', 'GET', '/v1/reports/held');
    const none = { rounds: 0, stake_minor: 0, owed_minor: 0 } as HeldLine;
    return body.lines.find(({ currency }) => currency === 'EUR') ?? none;
  };
  /** What the object has told; the queue is another test's. */
  const tell = async (player: Player): Promise<void> => {
    const { version, told } = await runInDurableObject(objectOf(player), (_, { storage }) =>
      storage.sql.exec<{ version: number; told: string }>('SELECT version, told FROM held_told').one(),
    );
    const source = playerSource(player.operatorId, player.playerId);
    await shardFor(player).take([{ kind: 'held', source, version, rounds: JSON.parse(told) }]);
    await shardFor(player).seal();
  };

  /** Leaves a paid round whose credit is not due for long, as an interrupted instance would, or ends it. */
  async function leave(player: Player, change: Partial<Round>): Promise<void> {
    await runInDurableObject(objectOf(player), (_, { storage }) => {
      const rounds = new RoundWriter(storage.sql);
      const last = rounds.newest() as Round;
      rounds.put({ ...last, ...change, version: last.version + 1 }, last.version);
    });
    await evictDurableObject(objectOf(player));
    await runDurableObjectAlarm(objectOf(player));
    await tell(player);
  }

  it('is shown with stake and owed win while it stands, and is gone when the round is over', async () => {
    const before = await held();
    const player = await launch(undefined, {}, 'op-other');
    partners.winMinor = 340;
    await spin(player, undefined, 100);
    await objectOf(player).chainHead();
    const later = Date.now() + 3_600_000;
    await leave(player, { state: 'DEBITED', closedAtMs: null, nextAttemptAtMs: later });
    const during = await held();
    expect([during.rounds - before.rounds, during.stake_minor - before.stake_minor]).toEqual([1, 100]);
    expect(during.owed_minor - before.owed_minor).toBe(340);
    await leave(player, { state: 'SETTLED', closedAtMs: Date.now() });
    expect((await held()).rounds).toBe(before.rounds);
  });
});

describe('an invoice', () => {
  const month = today().slice(0, 7);
  const contract = (change: object = {}) => ({
    ...{
      contract_id: `ct-${crypto.randomUUID()}`,
      version: 1,
      starts_on: `${month}-01`,
      operator_id: 'op-other',
    },
    ...{ studio_id: 'st-harbour', game_ids: ['g-night-market'], currency: 'EUR', period: 'month' },
    ...{ closes_after_days: 5, minimum_minor: 0, rounding: 'half_even' },
    parts: [{ kind: 'per_spin', fee_minor: '1', free_fee_minor: '0' }],
    ...change,
  });
  const put = (body: unknown) =>
    signed<{ already_there: boolean } & Problem>('key-compliance', 'PUT', '/v1/billing/contracts', body);

  it('bills the spins that the report counts, line by line, and is told to its parties alone', async () => {
    await play(`p-${crypto.randomUUID()}`, [0, 40], 100);
    const own = contract();
    expect((await put(own)).body.already_there).toBe(false);
    expect((await put(own)).body.already_there).toBe(true);
    const path = `/v1/billing/invoices/${own.contract_id}/${month}`;
    const { body, text } = await signed<Invoice>('key-op-other', 'GET', path);
    const last = periodOf(month).to;
    const query = `from=${month}-01&to=${last}&group_by=game_id,spin_type,day&operator_id=op-other&no_activity=hide`;
    const report = await signed<Report>('key-compliance', 'GET', `/v1/reports/activity?${query}`);
    const sum = (of: (line: ReportLine) => number | null) =>
      report.body.lines.reduce((total, line) => total + (of(line) ?? 0), 0);
    expect(body.total_minor, text).toBe(sum((line) => line.eligible_spins));
    expect(sum((line) => line.royalty_due_minor)).toBe(body.total_minor);
    expect(body.status).toBe('provisional');
    expect((await signed('key-st-pier', 'GET', path)).body.code).toBe('NOT_FOUND');
    const page = await signedText('key-st-harbour', `${path}?format=html`);
    expect(page).toContain(`Total: ${decimalText(money(body.total_minor, 'EUR'))} EUR`);
  });

  it('rests on a contract that names what is wrong with it, and that never changes once it is entered', async () => {
    const own = contract();
    await put(own);
    expect((await put({ ...own, minimum_minor: 5 })).body.code).toBe('IDEMPOTENCY_CONFLICT');
    const fields = async (change: object) =>
      (await put({ ...own, version: 2, ...change })).body.errors?.map(({ field }) => field);
    expect(await fields({ starts_on: `${month}-02` })).toEqual(['starts_on']);
    expect(await fields({ starts_on: '2020-01-01' })).toEqual(['starts_on', 'starts_on']);
    expect(await fields({ version: 4 })).toEqual(['version']);
    expect(await fields({ operator_id: 'op-lantern' })).toEqual(['operator_id']);
    expect(await fields({ game_ids: ['g-pier'] })).toEqual(['game_ids']);
  });

  it('converts at rates that are entered once, with day and source', async () => {
    const rate = { base: 'TND', quote: 'EUR', day: '2026-01-31', rate: '0.3', source: 'test' };
    const enter = (one: object) => signed('key-compliance', 'PUT', '/v1/billing/fx-rates', { rates: [one] });
    expect((await enter(rate)).status).toBe(200);
    expect((await enter(rate)).status).toBe(200);
    expect((await enter({ ...rate, rate: '0.4' })).body.code).toBe('IDEMPOTENCY_CONFLICT');
    expect((await enter({ ...rate, day: '2999-01-01' })).body.errors?.[0]?.field).toBe('rates.0.day');
  });
});
