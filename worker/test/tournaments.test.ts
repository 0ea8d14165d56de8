import {
  abortAllDurableObjects,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { FINAL_TABLE_PAYLOAD_TYPE, money, type Problem, playerSource } from '@roundgate/contract';
import { checkHistory } from '@roundgate/contract/audit';
import { figuresOf, Totals } from '@roundgate/contract/reporting';
import { fromBase64, preAuthEncoding } from '@roundgate/contract/trust';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_STANDING, scored } from '../src/domain/tournaments/standing.ts';
import { sha256Hex } from '../src/sha256.ts';
import { certify, launch, NO_FLAGS, newRoundId, objectOf, type Player, signed, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { drained, historyOf } from './history-kit.ts';
import { eventsOf } from './jackpot-kit.ts';
import {
  asOperator,
  ended,
  join,
  listed,
  made,
  newTournamentId,
  pathOf,
  readFinal,
  tableObject,
  tableOf,
  tournamentWith,
  untilTable,
  watch,
} from './tournament-kit.ts';

let partners: FakePartners;
let player: Player;
let second: Player;
beforeAll(() => certify());
beforeEach(async () => {
  partners = FakePartners.installed();
  [player, second] = await Promise.all([launch(), launch()]);
});

/** Plays a round that wins so much. */
async function win(who: Player, winMinor: number, stakeMinor = 100, change: Record<string, unknown> = {}) {
  partners.winMinor = winMinor;
  const answer = await spin(who, newRoundId(), stakeMinor, change);
  expect(answer.status, answer.text).toBe(200);
}
const prizesPaid = () => partners.ledger.filter(({ kind }) => kind === 'bonus_award');
/** Rings a player's alarm until the wallet has paid so many prizes. */
const untilPaid = (who: Player, count = 1) =>
  vi.waitUntil(
    async () => {
      await runDurableObjectAlarm(objectOf(who));
      return prizesPaid().length >= count;
    },
    { timeout: 5_000, interval: 50 },
  );

describe('a tournament', () => {
  it('is made once by its operator, and its rules never change', async () => {
    const tournamentId = newTournamentId();
    const rules = tournamentWith();
    const path = pathOf(tournamentId);
    expect((await asOperator('GET', path)).body.code).toBe('TOURNAMENT_NOT_FOUND');
    expect((await asOperator('PUT', path, rules)).body).toMatchObject({
      already_there: false,
      tournament: { ...rules, state: 'running', players: 0 },
    });
    expect((await asOperator('PUT', path, rules)).body).toMatchObject({ already_there: true });
    const other = await asOperator('PUT', path, { ...rules, metric: 'streak' });
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
    // Another operator's of the same name is another one.
    expect((await asOperator('GET', path, undefined, 'key-op-other')).status).toBe(404);
    const { body } = await asOperator<{ tournaments: { tournament_id: string }[] }>('GET', '/v1/tournaments');
    expect(body.tournaments.map(({ tournament_id }) => tournament_id)).toContain(tournamentId);
  });

  it.each([
    ['an end before its beginning', { ends_at: '2026-01-01T00:00:00.000Z' }, 'ends_at'],
    ['a game that nobody serves', { game_ids: ['g-nowhere'] }, 'game_ids'],
    [
      'a packet of two games',
      { game_ids: ['g-night-market', 'g-pier'], entry: { kind: 'packet' as const, count: 5, bet_minor: 50 } },
      'game_ids',
    ],
    ['an exclusion below its review', { anti_bot: { review_at: 80, exclude_at: 40 } }, 'anti_bot.exclude_at'],
  ])('with %s is refused by its field', async (_, change, field) => {
    const { status, body } = await asOperator('PUT', pathOf(newTournamentId()), tournamentWith(change));
    expect(status).toBe(400);
    expect(body.errors?.map((error) => error.field)).toContain(field);
  });

  it('counts what is accepted after joining, and shows it live to player, operator and lobby', async () => {
    const tournamentId = await made();
    await win(player, 999);
    expect((await join(player, tournamentId)).body).toMatchObject({
      joined: { score: 0, award_minor: null },
    });
    expect((await join(player, tournamentId)).status).toBe(200);
    const feed = await watch(
      `/v1/session/tournaments/${tournamentId}/feed`,
      player.token,
      'https://play.example',
    );
    const { body: ticket } = await asOperator<{ ticket: string }>('POST', `${pathOf(tournamentId)}/tickets`);
    const lobby = await watch('/v1/tables/feed', ticket.ticket, 'https://operator.example');
    expect([feed.status, lobby.status]).toEqual([101, 101]);
    await win(player, 340);
    await win(player, 10, 49);
    await untilTable(tournamentId, ([first]) => first?.score === 340 && first.spins === 1);
    await expect
      .poll(() => feed.heard.at(-1), { timeout: 10_000 })
      .toMatchObject({ players: 1, you: { rank: 1, score: 340 }, places: [{ rank: 1, score: 340 }] });
    await expect
      .poll(() => lobby.heard.at(-1), { timeout: 10_000 })
      .toMatchObject({ you: null, places: [{ score: 340 }] });
    expect(JSON.stringify(lobby.heard)).not.toContain(player.playerId);
    expect(await listed(player, tournamentId)).toMatchObject({
      state: 'running',
      joined: { score: 340 },
    });
  });

  it('is watched by nobody without a token for it, and from no other page', async () => {
    const tournamentId = await made();
    const { body } = await asOperator<{ ticket: string }>('POST', `${pathOf(tournamentId)}/tickets`);
    const feed = `/v1/session/tournaments/${tournamentId}/feed`;
    const tries = [
      [feed, player.token, 'https://operator.example', 403],
      [feed, body.ticket, 'https://play.example', 401],
      ['/v1/tables/feed', player.token, 'https://operator.example', 401],
      ['/v1/tables/feed', body.ticket, 'https://other.example', 403],
      ['/v1/session/tournaments/tn-nowhere/feed', player.token, 'https://play.example', 404],
    ] as const;
    for (const [path, token, origin, status] of tries)
      expect((await watch(path, token, origin)).status, `${path} from ${origin}`).toBe(status);
  });

  it('is joined by nobody who may not play, with another game, or before and after its time', async () => {
    const [later, foreign] = await Promise.all([
      made({ starts_at: new Date(Date.now() + 60_000).toISOString() }),
      made({ game_ids: ['g-pier'] }),
    ]);
    const open = await made();
    expect((await join(player, later)).body.code).toBe('TOURNAMENT_NOT_OPEN');
    expect((await join(player, foreign)).body.code).toBe('GAME_NOT_ALLOWED');
    expect((await join(player, newTournamentId())).body.code).toBe('TOURNAMENT_NOT_FOUND');
    const flags = { rg_flags: { ...NO_FLAGS, blocked: true }, reason: 'test' };
    await signed('key-op-lantern', 'PUT', `/v1/players/${player.playerId}/rg-flags`, flags);
    expect((await join(player, open)).body.code).toBe('RG_BLOCKED');
    await asOperator('POST', `${pathOf(open)}/cancel`, { reason: 'test' });
    expect((await join(second, open)).body.code).toBe('TOURNAMENT_NOT_OPEN');
  });

  it('that is called off counts nothing more and pays nobody', async () => {
    const tournamentId = await made();
    await join(player, tournamentId);
    await win(player, 120);
    const off = await asOperator('POST', `${pathOf(tournamentId)}/cancel`, { reason: 'test' });
    expect(off.body).toMatchObject({ state: 'cancelled' });
    await vi.waitUntil(
      async () => {
        await runDurableObjectAlarm(tableObject(tournamentId));
        return runInDurableObject(objectOf(player), (_, { storage }) => {
          const query = 'SELECT 1 FROM entries WHERE tournament_id = ? AND closed = 1';
          return storage.sql.exec(query, tournamentId).toArray().length === 1;
        });
      },
      { timeout: 10_000, interval: 50 },
    );
    await win(player, 900);
    const spins = (await eventsOf(player)).filter((event) => event.type === 'spin_finished');
    expect(spins.map(({ tournament_ids }) => tournament_ids)).toEqual([[tournamentId], undefined]);
    await ended(tournamentId);
    expect(await tableOf(tournamentId)).toMatchObject({ state: 'cancelled', final: null });
    expect(prizesPaid()).toEqual([]);
  });

  it('closes with a signed table of what every chain says, and pays each place once', async () => {
    const tournamentId = await made();
    const third = await launch();
    for (const one of [player, second, third]) await join(one, tournamentId);
    for (const [one, minor] of [
      [player, 120],
      [second, 300],
      [player, 200],
    ] as const)
      await win(one, minor);
    await ended(tournamentId);
    const { state, rows, final } = await tableOf(tournamentId);
    expect(state).toBe('final');
    expect(rows).toMatchObject([
      { rank: 1, player_id: player.playerId, score: 320, prize_minor: 500, award: 'given' },
      { rank: 2, player_id: second.playerId, score: 300, prize_minor: 200, award: 'given' },
      { rank: null, player_id: third.playerId, score: 0, prize_minor: 0, award: 'none' },
    ]);
    const table = readFinal(final);
    const [signature] = final?.signatures ?? [];
    const message = preAuthEncoding(FINAL_TABLE_PAYLOAD_TYPE, fromBase64(final?.payload ?? ''));
    const { x } = JSON.parse(env.AUDIT_SIGNING_JWK) as { x: string };
    const jwk = { kty: 'OKP', crv: 'Ed25519', x };
    const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    expect(await crypto.subtle.verify('Ed25519', key, fromBase64(signature?.sig ?? ''), message)).toBe(true);
    for (const one of [player, second]) {
      const row = table.rows.find(({ player_id }) => player_id === one.playerId);
      // The score is what the chain comes to up to the link that is named, and the ledger has that link.
      const spins = (await eventsOf(one))
        .slice(0, row?.chain?.seq)
        .filter((event) => event.type === 'spin_finished')
        .filter((event) => event.tournament_ids?.includes(tournamentId));
      const again = spins.reduce((standing, event) => scored(standing, 'sum_win', event), NO_STANDING);
      expect(again.score).toBe(row?.score);
    }
    await untilPaid(player);
    await untilPaid(second, 2);
    await ended(tournamentId);
    for (const one of [player, second]) await runDurableObjectAlarm(objectOf(one));
    expect(prizesPaid().map(({ amountMinor }) => amountMinor)).toEqual(expect.arrayContaining([500, 200]));
    expect(prizesPaid()).toHaveLength(2);
    await win(player, 5_000);
    expect((await tableOf(tournamentId)).rows[0]).toMatchObject({ score: 320 });
    expect((await tableOf(tournamentId)).final).toEqual(final);
  });

  it('waits for a round that was accepted in time, and counts it', async () => {
    const tournamentId = await made();
    await join(player, tournamentId);
    let free: (value?: unknown) => void = () => undefined;
    partners.plan('draw', { hold: new Promise((resolve) => (free = resolve)) });
    partners.winMinor = 77;
    const playing = spin(player);
    await vi.waitUntil(() => partners.count('draw') === 1);
    await ended(tournamentId);
    expect((await tableOf(tournamentId)).state).toBe('closing');
    free();
    await playing;
    await ended(tournamentId);
    expect(await tableOf(tournamentId)).toMatchObject({
      state: 'final',
      rows: [{ rank: 1, score: 77, late_rounds: 0 }],
    });
  });

  it('of a packet gives every player the same spins, which cost nothing and count', async () => {
    const tournamentId = await made({ entry: { kind: 'packet', count: 2, bet_minor: 50 } });
    const joined = await join(player, tournamentId);
    const grant_id = joined.body.joined?.grant_id ?? '';
    const tournament = { spin_type: 'tournament', grant_id };
    const before = partners.balanceMinor;
    await win(player, 30, 50, tournament);
    await win(player, 900);
    await win(player, 25, 50, tournament);
    const spent = await spin(player, newRoundId(), 50, tournament);
    expect(spent.body.code).toBe('GRANT_NOT_FOUND');
    // Only the cash spin cost its stake.
    expect(partners.balanceMinor - before).toBe(30 + 25 + 900 - 100);
    await untilTable(tournamentId, ([first]) => first?.score === 55 && first.spins === 2);
    const events = await eventsOf(player);
    const counted = events.filter((event) => event.type === 'spin_finished' && event.tournament_ids);
    expect(counted).toMatchObject([{ spin_type: 'tournament' }, { spin_type: 'tournament' }]);
  });
});

describe('a mission', () => {
  it('pays as soon as its target is reached, once, however often the objects die', async () => {
    const prize = { kind: 'target' as const, target: 2, amount_minor: 250 };
    const tournamentId = await made({ metric: 'streak', prize });
    await join(player, tournamentId);
    partners.plan('bonus_award', 'lost_after', 'error_500');
    for (const minor of [10, 0, 10]) await win(player, minor);
    await abortAllDurableObjects();
    await win(player, 10);
    await untilTable(tournamentId, ([first]) => first?.score === 2);
    await untilPaid(player);
    // One that sleeps already has lost its memory too.
    for (const object of [objectOf(player), tableObject(tournamentId)])
      await evictDurableObject(object).catch(() => undefined);
    await win(player, 10);
    await drained(player);
    await ended(tournamentId);
    await vi.waitUntil(
      async () => {
        await runDurableObjectAlarm(objectOf(player));
        return (await eventsOf(player)).some(({ type }) => type === 'bonus_award');
      },
      { timeout: 10_000, interval: 100 },
    );
    expect(prizesPaid()).toMatchObject([{ amountMinor: 250 }]);
    const history = await historyOf(player, partners, []);
    expect(checkHistory({ ...history, answers: null }, sha256Hex)).toEqual([]);
    const stored = history.events.map((link) => ({
      ...{ source: playerSource(player.operatorId, player.playerId), at: link.event.ts, ...link },
    }));
    const totals = new Totals();
    for (const line of stored) totals.add(line);
    expect(figuresOf(totals.rows())).toMatchObject({ bonus_cost_minor: 250, turnover_minor: 500 });
    expect((await listed(player, tournamentId)).joined).toMatchObject({ award_minor: 250 });
  });
});

describe('play that looks automatic', () => {
  const antiBot = { review_at: 40, exclude_at: 90 };

  it('keeps its place and waits for a person, whose decision stands', async () => {
    const tournamentId = await made({ anti_bot: antiBot });
    await join(player, tournamentId, true);
    await join(second, tournamentId);
    await win(player, 500);
    await win(second, 100);
    await ended(tournamentId);
    const { rows } = await tableOf(tournamentId);
    expect(rows).toMatchObject([
      {
        rank: 1,
        status: 'review',
        suspicion: 40,
        award: 'withheld',
        signals: [{ signal: 'automation_hint' }],
      },
      { rank: 2, status: 'ranked', award: 'given' },
    ]);
    await untilPaid(second);
    const decide = (playerId: string, decision: string) =>
      asOperator<Problem & { status: unknown }>(
        'POST',
        `${pathOf(tournamentId)}/entries/${playerId}/decide`,
        { decision, reason: 'test' },
      );
    expect((await decide(second.playerId, 'pay')).body.code).toBe('TOURNAMENT_NOT_OPEN');
    expect((await decide('p-nobody', 'pay')).body.code).toBe('PLAYER_NOT_FOUND');
    expect(await decide(player.playerId, 'pay')).toMatchObject({ status: 200, body: { rank: 1 } });
    expect((await decide(player.playerId, 'pay')).status).toBe(200);
    expect((await decide(player.playerId, 'exclude')).body.code).toBe('IDEMPOTENCY_CONFLICT');
    await untilPaid(player, 2);
    expect(prizesPaid().map(({ amountMinor }) => amountMinor)).toEqual([200, 500]);
  });

  it('has no place from the points on that its rule names, and a tester never has one', async () => {
    const tournamentId = await made({ anti_bot: { review_at: 20, exclude_at: 40 } });
    const tester = await launch(`p-test-${crypto.randomUUID()}`);
    await join(player, tournamentId, true);
    await join(second, tournamentId);
    await join(tester, tournamentId);
    for (const one of [player, second, tester]) await win(one, 500);
    await ended(tournamentId);
    expect((await tableOf(tournamentId)).rows.map(({ rank, player_id }) => [rank, player_id])).toEqual(
      expect.arrayContaining([
        [1, second.playerId],
        [null, player.playerId],
        [null, tester.playerId],
      ]),
    );
  });
});

it('a prize in a currency is told in it', async () => {
  const tournamentId = await made();
  await join(player, tournamentId);
  await win(player, 10);
  await ended(tournamentId);
  await untilPaid(player);
  await vi.waitUntil(async () => (await eventsOf(player)).some(({ type }) => type === 'bonus_award'), {
    timeout: 3_000,
    interval: 50,
  });
  expect((await eventsOf(player)).find(({ type }) => type === 'bonus_award')).toMatchObject({
    amount: money(500, 'EUR'),
    rank: 1,
    tournament_id: tournamentId,
    game_id: 'g-night-market',
  });
});
