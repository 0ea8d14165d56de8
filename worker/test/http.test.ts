import type { Problem } from '@roundgate/contract';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anyone, asPlayer, certify, launch, newRoundId, type Player, signed, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';

let player: Player;
beforeAll(() => certify());
beforeEach(async () => {
  new FakePartners().install();
  player = await launch();
});

const fields = (problem: Pick<Problem, 'errors'>): string[] =>
  problem.errors?.map((error) => error.field) ?? [];

describe('a bad request', () => {
  it.each([
    ['a float', { amount_minor: 1.5, currency: 'EUR', exponent: 2 }, 'stake.amount_minor'],
    ['zero', { amount_minor: 0, currency: 'EUR', exponent: 2 }, 'stake.amount_minor'],
    ['a negative amount', { amount_minor: -5, currency: 'EUR', exponent: 2 }, 'stake.amount_minor'],
    ['a text', { amount_minor: '100', currency: 'EUR', exponent: 2 }, 'stake.amount_minor'],
    [
      'an amount beyond exact integers',
      { amount_minor: 2 ** 53, currency: 'EUR', exponent: 2 },
      'stake.amount_minor',
    ],
    ['an unknown currency', { amount_minor: 100, currency: 'XXX', exponent: 2 }, 'stake.currency'],
    ['major units by a wrong exponent', { amount_minor: 1, currency: 'EUR', exponent: 0 }, 'stake.exponent'],
    ['an unknown field', { amount_minor: 100, currency: 'EUR', exponent: 2, bonus: true }, 'stake.bonus'],
    ['nothing', undefined, 'stake'],
  ])('with %s for a stake names the field', async (_, stake, field) => {
    const answer = await spin(player, newRoundId(), 100, { stake });
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(fields(answer.body)).toContain(field);
  });

  it('with an unknown field, a wrong id or a wrong type names it', async () => {
    const answer = await asPlayer(player.token, 'POST', '/v1/rounds', {
      round_id: 'x',
      stake: 1,
      spin_type: 'gift',
      extra: 1,
    });
    expect(fields(answer.body)).toEqual(expect.arrayContaining(['round_id', 'stake', 'spin_type', 'extra']));
  });

  it('with a length at which the schema library throws names the field', async () => {
    const answer = await spin(player, newRoundId(), 100, { uses: { length: { toString: 1 } } });
    expect([answer.status, answer.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(fields(answer.body)).toEqual(['uses']);
  });

  it('that is not JSON, or not declared as JSON, is told apart', async () => {
    expect((await asPlayer(player.token, 'POST', '/v1/rounds', '{oops')).body.code).toBe('BODY_NOT_JSON');
    const text = await asPlayer(player.token, 'POST', '/v1/rounds', '{}', { 'content-type': 'text/plain' });
    expect([text.status, text.body.code]).toEqual([415, 'MEDIA_TYPE_NOT_SUPPORTED']);
  });

  it('over the size limit is refused', async () => {
    const answer = await asPlayer(
      player.token,
      'POST',
      '/v1/rounds',
      JSON.stringify({ fill: 'x'.repeat(300_000) }),
    );
    expect([answer.status, answer.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it('has a wrong query named', async () => {
    expect(fields((await asPlayer(player.token, 'GET', '/v1/rounds?limit=0')).body)).toEqual(['limit']);
    expect(fields((await asPlayer(player.token, 'GET', '/v1/rounds?page=2')).body)).toEqual(['page']);
  });
});

describe('versions', () => {
  it.each(['application/vnd.rgs.v2+json', 'text/html'])('%s is not offered', async (accept) => {
    const answer = await asPlayer(player.token, 'GET', '/v1/session', undefined, { accept });
    expect([answer.status, answer.body.code]).toEqual([406, 'VERSION_NOT_SUPPORTED']);
  });

  it.each([
    'application/vnd.rgs.v1+json',
    'application/json',
    '*/*',
    'application/vnd.rgs.v2+json, application/json;q=0.5',
  ])('%s is served', async (accept) => {
    expect((await asPlayer(player.token, 'GET', '/v1/session', undefined, { accept })).status).toBe(200);
  });
});

describe('problems', () => {
  it('carry the trace of the request as header and field', async () => {
    const traceId = 'ab'.repeat(16);
    const answer = await anyone('GET', '/v1/session', undefined, { 'x-trace-id': traceId });
    expect(answer.headers.get('x-trace-id')).toBe(traceId);
    expect(answer.body).toMatchObject({
      code: 'UNAUTHENTICATED',
      status: 401,
      trace_id: traceId,
      type: '/problems#UNAUTHENTICATED',
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('say so when nothing is there', async () => {
    expect((await anyone('GET', '/nothing')).body.code).toBe('NOT_FOUND');
    expect((await asPlayer(player.token, 'GET', '/v1/rounds/rnd-notthere1')).body.code).toBe(
      'ROUND_NOT_FOUND',
    );
  });

  it('refuse free and tournament spins that nobody granted', async () => {
    expect((await spin(player, newRoundId(), 100, { spin_type: 'free' })).body.code).toBe('GRANT_NOT_FOUND');
  });
});

describe('studio events', () => {
  const event = {
    type: 'error',
    ts: '2026-01-01T00:00:00.000Z',
    operator_id: 'op-lantern',
    player_id: 'p-a',
    session_id: null,
    game_id: 'g-night-market',
    round_id: null,
    code: 'X',
    detail: '',
  };
  const post = (events: unknown[]) =>
    signed<{ results: { status: string; errors?: { field: string }[] }[] }>(
      'key-st-harbour',
      'POST',
      '/rgs/v1/events/batch',
      { events },
    );

  it('are judged one by one: a wrong one does not lose the others, a repeat is known', async () => {
    const id = `evt-${crypto.randomUUID()}`;
    const first = await post([
      { event_id: id, event },
      { event_id: 'evt-wrong-00', event: { ...event, ts: 'yesterday' } },
      { event_id: 'evt-foreign0', event: { ...event, game_id: 'g-of-another' } },
    ]);
    expect(first.body.results.map((result) => result.status)).toEqual(['accepted', 'invalid', 'invalid']);
    expect(first.body.results[1]?.errors?.[0]?.field).toBe('ts');
    const second = await post([
      { event_id: id, event },
      { event_id: id, event: { ...event, code: 'Y' } },
    ]);
    expect(second.body.results.map((result) => result.status)).toEqual(['duplicate', 'conflict']);
  });
});
