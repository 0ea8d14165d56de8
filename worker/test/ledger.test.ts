import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import {
  type BusEvent,
  type ChainedEvent,
  type CloudEvent,
  money,
  type Problem,
  playerSource,
} from '@roundgate/contract';
import {
  type Archive,
  EMPTY_CHAIN,
  linkEvent,
  SHARDS,
  shardOf,
  verifyArchive,
} from '@roundgate/contract/audit';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import worker from '../src/index.ts';
import { sha256Hex } from '../src/sha256.ts';
import { certify, launch, objectOf, type Player, signed, spin } from './client.ts';
import { BUILD_HASH, FakePartners } from './fake-partners.ts';

const OPERATOR = 'op-lantern';
const newPlayer = (): string => `p-${crypto.randomUUID()}`;
const shardFor = (source: string) => env.LEDGER.getByName(shardOf(sha256Hex, source));

beforeAll(() => certify());
beforeEach(() => {
  new FakePartners().install();
  // What is refused is told in the log; here it is asked for.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

/** A chain of finished spins, made as a player's object makes it. */
function chainOf(playerId: string, length: number, stakeMinor = 100): ChainedEvent[] {
  const links: ChainedEvent[] = [];
  for (let number = 1; number <= length; number += 1) {
    const event: BusEvent = {
      type: 'spin_finished',
      ts: new Date(Date.now() - 30_000).toISOString(),
      ...{ operator_id: OPERATOR, player_id: playerId, session_id: 's-1', game_id: 'g-night-market' },
      ...{ build_hash: BUILD_HASH, rtp_profile: '96', spin_id: `spin-${number}`, spin_type: 'cash' },
      round_id: `rnd-${playerId.slice(2, 10)}${number}`,
      ...{ stake: money(stakeMinor, 'EUR'), win: money(40, 'EUR') },
    };
    links.push(linkEvent(sha256Hex, links.at(-1) ?? EMPTY_CHAIN, event));
  }
  return links;
}

const messageOf = (playerId: string, events: readonly ChainedEvent[]) => ({
  kind: 'player',
  range: {
    ...{ operator_id: OPERATOR, player_id: playerId },
    ...{ from: events[0]?.seq, to: events.at(-1)?.seq, events },
  },
});

/** Hands messages to the Worker as its queue does; the ids of those that it wants again. */
async function deliver(...bodies: readonly unknown[]): Promise<string[]> {
  return deliverTo('roundgate-events', bodies);
}

async function deliverTo(queue: string, bodies: readonly unknown[]): Promise<string[]> {
  const messages = bodies.map((body, index) => ({
    ...{ id: `m-${index}`, timestamp: new Date(), attempts: 1, body },
  }));
  const batch = createMessageBatch(queue, messages);
  await worker.queue(batch, env);
  const { retryMessages } = await getQueueResult(batch, createExecutionContext());
  return retryMessages.map(({ msgId }) => msgId);
}

/** The total of stakes that the shard holds for a player alone: each of these tests has its own stake. */
const countOf = (source: string, stakeMinor: number): Promise<number> =>
  runInDurableObject(shardFor(source), (_, { storage }) => {
    const query = `SELECT count(*) AS count FROM outbox WHERE source = ? AND line LIKE '%"amount_minor":${stakeMinor},%'`;
    return storage.sql.exec<{ count: number }>(query, source).one().count;
  });

describe('a range of events', () => {
  it('counts once, however often and in whatever pieces it comes', async () => {
    const playerId = newPlayer();
    const source = playerSource(OPERATOR, playerId);
    const chain = chainOf(playerId, 9, 101);
    const before = await shardFor(source).metrics('0000-01-01T00');
    const part = (from: number, to: number) => messageOf(playerId, chain.slice(from - 1, to));
    expect(await deliver(part(1, 4), part(1, 4), part(3, 6))).toEqual([]);
    expect(await deliver(part(2, 5), part(5, 9), part(9, 9))).toEqual([]);
    expect(await countOf(source, 101)).toBe(9);
    const after = await shardFor(source).metrics('0000-01-01T00');
    expect((after.counters.events ?? 0) - (before.counters.events ?? 0)).toBe(9);
  });

  it('that was changed on its way is not taken, and the others of the batch are', async () => {
    const [playerId, other] = [newPlayer(), newPlayer()];
    const [first, second] = chainOf(playerId, 2) as [ChainedEvent, ChainedEvent];
    const event = { ...second.event, win: money(9_999, 'EUR') } as BusEvent;
    const wanted = await deliver(
      messageOf(playerId, [first, { ...second, event }]),
      { kind: 'player', range: { nonsense: true } },
      messageOf(other, chainOf(other, 1)),
    );
    expect(wanted.sort()).toEqual(['m-0', 'm-1']);
    expect(await deliver(messageOf(playerId, [first, second]))).toEqual([]);
  });

  it('that comes before an earlier one waits until the source has told what is missing', async () => {
    const player = await playedPlayer(3);
    const source = playerSource(player.operatorId, player.playerId);
    await objectOf(player).chainHead();
    const events = await objectOf(player).eventsAfter(0);
    const last = events.at(-1) as ChainedEvent;
    expect(last.seq).toBeGreaterThan(2);
    expect(await deliver(messageOf(player.playerId, [last]))).toEqual([]);
    const { waiting } = await shardFor(source).places(source, 0, 10);
    expect(waiting.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq));
  });

  it('that its source does not know either comes again', async () => {
    const playerId = newPlayer();
    const [, second] = chainOf(playerId, 2);
    expect(await deliver(messageOf(playerId, [second as ChainedEvent]))).toEqual(['m-0']);
  });

  it('that died on its way is fetched from its source when the dead letter comes', async () => {
    const player = await playedPlayer(1);
    const source = playerSource(player.operatorId, player.playerId);
    const { seq } = await objectOf(player).chainHead();
    const events = await objectOf(player).eventsAfter(0);
    expect(await deliverTo('roundgate-events-dead', [messageOf(player.playerId, events)])).toEqual([]);
    expect((await shardFor(source).places(source, 0, 10)).waiting).toHaveLength(seq);
  });
});

async function playedPlayer(rounds: number): Promise<Player> {
  const player = await launch();
  for (let round = 0; round < rounds; round += 1) expect((await spin(player)).status).toBe(200);
  return player;
}

describe("a studio's events", () => {
  const eventOf = (change: object = {}) => ({
    ...{ type: 'error', ts: '2026-01-31T12:00:00.000Z', operator_id: OPERATOR, player_id: 'p-ada' },
    ...{ session_id: null, game_id: 'g-night-market', round_id: null, code: 'SLOW', detail: 'late' },
    ...change,
  });
  const post = (events: readonly unknown[]) =>
    signed<{ results: { event_id: string; status: string; errors?: { field: string }[] }[] } & Problem>(
      ...(['key-st-harbour', 'POST', '/rgs/v1/events/batch', { events }] as const),
    );
  const id = (): string => `evt-${crypto.randomUUID()}`;

  it('are judged one by one, with or without an envelope', async () => {
    const known = id();
    const cloud = (change: object = {}) => ({
      ...{ specversion: '1.0', id: id(), source: 'studios/st-harbour', type: 'dev.roundgate.error.v1' },
      ...{ time: eventOf().ts, data: eventOf(), ...change },
    });
    await post([{ event_id: known, event: eventOf() }]);
    const { body } = await post([
      { event_id: known, event: eventOf() },
      { event_id: known, event: eventOf({ code: 'OTHER' }) },
      { event_id: id(), event: eventOf({ game_id: 'g-pier' }) },
      { event_id: id(), event: { type: 'error' } },
      cloud(),
      cloud({ type: 'dev.roundgate.rg_event.v1' }),
      cloud({ time: '2026-01-31T12:00:01.000Z' }),
    ]);
    expect(body.results.map(({ status, errors }) => [status, errors?.[0]?.field])).toEqual([
      ['duplicate', undefined],
      ['conflict', undefined],
      ['invalid', 'game_id'],
      ['invalid', 'ts'],
      ['accepted', undefined],
      ['invalid', 'type'],
      ['invalid', 'time'],
    ]);
  });

  it('are a chain of their own, and can be pulled from their source', async () => {
    await post([{ event_id: id(), event: eventOf() }]);
    const source = 'studios/st-harbour';
    await shardFor(source).catchUp(source);
    const known = await env.PARTNER.getByName('st-harbour').eventsAfter(0);
    expect(known.map(({ seq }) => seq)).toEqual(known.map((_, index) => index + 1));
    expect(await shardFor(source).catchUp(source)).toBe(0);
  });
});

describe('the write-once store', () => {
  /** A copy of the store, as an auditor has it. */
  async function archive(): Promise<Archive> {
    const { body } = await signed<{ head: unknown; keys: { keys: Record<string, string> } }>(
      ...(['key-compliance', 'GET', '/v1/audit/head'] as const),
    );
    const objects = new Map<string, string>();
    for (const { key } of (await env.AUDIT.list()).objects)
      objects.set(key, (await (await env.AUDIT.get(key))?.text()) ?? '');
    return {
      keys: [...objects.keys()],
      read: (key) => objects.get(key) ?? '',
      head: body.head,
      trusted: body.keys.keys,
      anchors: [],
    };
  }
  const seal = () =>
    signed<{ number: number; digest: string; events: number; made: boolean }>(
      ...(['key-compliance', 'POST', '/v1/audit/seal'] as const),
    );

  it('is sealed by a manifest over every shard, and a copy of it verifies by itself', async () => {
    const players = [newPlayer(), newPlayer(), newPlayer()];
    await deliver(...players.map((playerId) => messageOf(playerId, chainOf(playerId, 5))));
    const first = await seal();
    expect(first.body).toMatchObject({ made: true });
    await deliver(messageOf(players[0] ?? '', chainOf(players[0] ?? '', 5)));
    expect((await seal()).body).toEqual({ ...first.body, made: false });
    const report = await verifyArchive(await archive(), sha256Hex);
    expect(report.faults).toEqual([]);
    expect(report.events).toBe(first.body.events);
    const bad = await archive();
    // A batch may hold what other tests have played.
    const key = bad.keys.find((one) => one.startsWith('batches/') && bad.read(one).includes('40,')) ?? '';
    const spoilt = {
      ...bad,
      read: (one: string) => bad.read(one).replace(one === key ? '40,' : '\0', '41,'),
    };
    expect((await verifyArchive(spoilt, sha256Hex)).faults[0]?.where).toContain(key);
  });

  it('is sealed once a day by the clock', async () => {
    const playerId = newPlayer();
    await deliver(messageOf(playerId, chainOf(playerId, 1)));
    await worker.scheduled(createScheduledController(), env);
    expect((await seal()).body.made).toBe(false);
  });

  it('is told by player, by round and by period, and each partner is told its own', async () => {
    const player = await playedPlayer(2);
    const day = new Date().toISOString().slice(0, 10);
    const ask = (keyId: string, query: string) =>
      signed<{ events: CloudEvent[]; next: string | null } & Problem>(keyId, 'GET', `/v1/events?${query}`);
    const all = async (keyId: string, query: string): Promise<CloudEvent[]> => {
      const events: CloudEvent[] = [];
      for (let cursor = ''; ; ) {
        const { body, text } = await ask(keyId, query + cursor);
        if (!body.events) throw new Error(text);
        events.push(...body.events);
        if (body.next === null) return events;
        cursor = `&cursor=${body.next}`;
      }
    };
    const source = playerSource(player.operatorId, player.playerId);
    await objectOf(player).chainHead();
    await shardFor(source).catchUp(source);
    await seal();
    const own = await all('key-op-lantern', `player_id=${player.playerId}`);
    expect(own.filter(({ data }) => data.type === 'spin_finished')).toHaveLength(2);
    expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1));
    const round = own.at(-1)?.subject ?? '';
    expect(await all('key-op-lantern', `player_id=${player.playerId}&round_id=${round}`)).toHaveLength(1);
    const period = `from=${day}&to=${day}`;
    const sources = (events: readonly CloudEvent[]) => new Set(events.map((event) => event.source));
    expect(sources(await all('key-op-lantern', period))).toContain(source);
    expect(sources(await all('key-op-other', period))).not.toContain(source);
    expect(sources(await all('key-st-harbour', period))).toContain(source);
    expect(sources(await all('key-st-pier', period))).not.toContain(source);
    expect((await ask('key-op-other', `operator_id=op-lantern&${period}`)).body.code).toBe('FORBIDDEN');
    expect((await ask('key-compliance', 'round_id=rnd-00000001')).body.errors?.[0]?.field).toBe('from');
  });
});

describe('the bus', () => {
  it('tells the age of the oldest event that is not in the store, and how old events were when they came', async () => {
    const playerId = newPlayer();
    await deliver(messageOf(playerId, chainOf(playerId, 4)));
    const read = () =>
      signed<{ oldest_unpublished_ms: number | null; waiting_for_store: number; ages: { p999_ms: number } }>(
        ...(['key-compliance', 'GET', '/v1/bus/metrics'] as const),
      );
    const { body } = await read();
    expect(body.oldest_unpublished_ms).toBeGreaterThan(29_000);
    expect(body.waiting_for_store).toBeGreaterThanOrEqual(4);
    expect(body.ages.p999_ms).toBeGreaterThan(29_000);
    for (const shard of SHARDS) await env.LEDGER.getByName(shard).seal();
    expect((await read()).body).toMatchObject({ waiting_for_store: 0 });
  });

  it('is written out by the alarm of the shard', async () => {
    const playerId = newPlayer();
    const source = playerSource(OPERATOR, playerId);
    await deliver(messageOf(playerId, chainOf(playerId, 2)));
    expect(await runDurableObjectAlarm(shardFor(source))).toBe(true);
    const { keys, waiting } = await shardFor(source).places(source, 0, 10);
    expect([keys.length, waiting]).toEqual([1, []]);
  });
});
