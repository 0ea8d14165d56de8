import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test';
import { money } from '@roundgate/contract';
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
import {
  drainOut,
  end,
  faultsOf,
  gate,
  inStore,
  launchWith,
  newPlayer,
  OPERATOR,
  openWith,
  outMinor,
  statementOf,
  statementPart,
} from './purse-client.ts';

let partners: FakePartners;

beforeAll(() => certify());
beforeEach(() => {
  partners = FakePartners.installed();
});

const balanceIn = async (player: Player) =>
  (await asPlayer<{ balance: { amount_minor: number } | null }>(player.token, 'GET', '/v1/session')).body
    .balance?.amount_minor;

describe('a session of a transfer wallet', () => {
  it('brings its money in, plays without the wallet, and gives the rest back', async () => {
    const player = await launchWith(5_000);
    expect(partners.balanceMinor).toBe(95_000);
    expect(await balanceIn(player)).toBe(5_000);
    partners.winMinor = 340;
    const won = await spin(player);
    expect(won.body).toMatchObject({
      status: 'finished',
      settlement: 'done',
      balance: { amount_minor: 5_240 },
      result: { win: { amount_minor: 340 } },
    });
    partners.winMinor = 0;
    expect((await spin(player)).body.balance?.amount_minor).toBe(5_140);
    expect(partners.count('debit') + partners.count('credit') + partners.count('balance')).toBe(0);
    expect((await end(player)).status).toBe(200);
    await drainOut(player);
    expect(outMinor(partners)).toEqual([5_140]);
    expect(partners.balanceMinor).toBe(100_140);
    expect(await faultsOf(player, partners)).toEqual([]);
  });

  it('answers a repeat with the same result, byte for byte, and posts nothing twice', async () => {
    const player = await launchWith(5_000);
    partners.winMinor = 50;
    const id = newRoundId();
    const answers = await Promise.all([spin(player, id), spin(player, id), spin(player, id)]);
    const later = await getRound(player, id);
    const results = [
      ...answers.map(({ body }) => body.result),
      (later.body as (typeof answers)[0]['body']).result,
    ];
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect((await spin(player, id, 200)).body.code).toBe('IDEMPOTENCY_CONFLICT');
    expect((await statementOf(player))[0]?.entries.map(({ kind }) => kind)).toEqual([
      'transfer_in',
      'debit',
      'credit',
    ]);
  });

  it('writes a spin in one commit: stake, win, end and event stand or fall together', async () => {
    const player = await launchWith(5_000);
    partners.winMinor = 50;
    const id = newRoundId();
    await inStore(player, ({ storage }) => {
      storage.sql.exec(
        `CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk'); END`,
      );
    });
    expect((await spin(player, id)).status).toBe(500);
    expect((await statementOf(player))[0]?.balance.amount_minor).toBe(5_000);
    await inStore(player, ({ storage }) => {
      storage.sql.exec('DROP TRIGGER broken');
    });
    expect((await spin(player, id)).body.balance?.amount_minor).toBe(4_950);
    expect(await faultsOf(player, partners)).toEqual([]);
  });

  it('tells its statement in parts that follow each other', async () => {
    const player = await launchWith(5_000);
    for (let round = 0; round < 3; round += 1) await spin(player);
    expect(await statementOf(player, 2)).toHaveLength(2);
    expect((await statementPart(player, '&after_seq=99')).body.errors?.[0]?.field).toBe('after_seq');
  });

  it('keeps each of a player with two sessions apart', async () => {
    const first = await launchWith(1_000);
    const second = await launchWith(2_000, first.playerId);
    await spin(first);
    expect([await balanceIn(first), await balanceIn(second)]).toEqual([900, 2_000]);
    await end(first);
    await drainOut(first);
    expect(outMinor(partners)).toEqual([900]);
    expect(await balanceIn(second)).toBe(2_000);
  });

  it('with no money in and none out calls no wallet', async () => {
    const player = await launchWith(0);
    expect((await spin(player)).body.code).toBe('INSUFFICIENT_FUNDS');
    await end(player);
    await drainOut(player);
    expect(partners.count('transfer_in') + partners.count('transfer_out')).toBe(0);
    expect(await faultsOf(player, partners)).toEqual([]);
  });
});

describe('what a session is opened with', () => {
  it('is needed by a transfer wallet, in the currency of the session', async () => {
    const without = await createSession(OPERATOR, newPlayer());
    expect([without.status, without.body.errors?.[0]?.field]).toEqual([400, 'transfer_in']);
    const foreign = await createSession(OPERATOR, newPlayer(), { transfer_in: money(100, 'GBP') });
    expect([foreign.status, foreign.body.errors?.[0]?.field]).toEqual([400, 'transfer_in']);
  });

  it('is refused by a seamless wallet, which has no statement either', async () => {
    const answer = await createSession('op-lantern', newPlayer(), { transfer_in: money(100, 'EUR') });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, 'transfer_in']);
    const seamless = await launch();
    const path = `/v1/sessions/${seamless.sessionId}/statement?player_id=${seamless.playerId}`;
    expect((await signed('key-op-lantern', 'GET', path)).body.code).toBe('SESSION_NOT_FOUND');
  });

  it('is refused with the reason of the wallet, and nothing is opened', async () => {
    partners.balanceMinor = 10;
    const answer = await openWith(5_000, newPlayer());
    expect([answer.status, answer.body.code]).toEqual([422, 'INSUFFICIENT_FUNDS']);
    expect(partners.ledger).toEqual([]);
    expect(partners.count('rollback')).toBe(0);
  });
});

describe('a transfer in without an answer', () => {
  it.each(['lost_before', 'lost_after', 'garbage', 'other_amount', 'error_500'] as const)(
    '(%s) is sent again under its key until it is known: one movement',
    async (fault) => {
      partners.plan('transfer_in', fault);
      const player = await launchWith(5_000);
      expect(partners.count('transfer_in')).toBe(2);
      expect(partners.netMinor()).toBe(-5_000);
      expect(await balanceIn(player)).toBe(5_000);
      expect(await faultsOf(player, partners)).toEqual([]);
    },
  );

  it('is not playable until it is known, and then it is', async () => {
    const { hold, release } = gate();
    partners.plan('transfer_in', { hold });
    const playerId = newPlayer();
    const created = await openWith(5_000, playerId);
    expect(created.body.transfer_in).toBe('pending');
    const opened = await openSession(created.body.launch_url.split('#launch=')[1] ?? '');
    const player = {
      operatorId: OPERATOR,
      playerId,
      sessionId: created.body.session_id,
      token: opened.body.token.access_token,
    };
    await attest(player.token, opened.body.session.ui_required);
    expect(await balanceIn(player)).toBeUndefined();
    const early = await spin(player);
    expect([early.status, early.body.code, early.body.retry]).toEqual([409, 'TRANSFER_PENDING', 'after']);
    expect(partners.count('draw')).toBe(0);
    release();
    await expect.poll(() => balanceIn(player), { timeout: 8_000 }).toBe(5_000);
    expect((await spin(player)).status).toBe(200);
  });

  it('followed by a refusal is undone, not believed: an earlier send may have landed', async () => {
    partners.plan('transfer_in', 'lost_after', { refuse: 'RG_BLOCKED' });
    const answer = await openWith(5_000, newPlayer());
    expect(answer.body.code).toBe('RG_BLOCKED');
    expect(partners.count('rollback')).toBe(1);
    expect(partners.netMinor()).toBe(0);
  });

  it.each(['lost_before', 'lost_after'] as const)(
    'when its object is aborted (%s) is known again by the alarm: one movement',
    async (fault) => {
      const { hold, release } = gate();
      partners.plan('transfer_in', fault === 'lost_before' ? { hold } : 'lost_after', { hold });
      const playerId = newPlayer();
      const owner = { operatorId: OPERATOR, playerId };
      const created = openWith(5_000, playerId).catch(() => undefined);
      await expect.poll(() => partners.count('transfer_in')).toBe(fault === 'lost_before' ? 1 : 2);
      await inStore(owner, (state) => state.storage.deleteAlarm());
      await abortAllDurableObjects();
      release();
      await created;
      expect(await inStore(owner, (state) => state.storage.getAlarm())).not.toBeNull();
      await runDurableObjectAlarm(objectOf(owner));
      expect(partners.netMinor()).toBe(-5_000);
    },
  );
});

describe('a stake that the session cannot cover', () => {
  it('is declined before anything is drawn, and repeats say the same', async () => {
    const player = await launchWith(50);
    const id = newRoundId();
    const answer = await spin(player, id);
    expect([answer.status, answer.body.code]).toEqual([422, 'INSUFFICIENT_FUNDS']);
    expect((await spin(player, id)).body.code).toBe('INSUFFICIENT_FUNDS');
    expect((await getRound(player, id)).body.status).toBe('declined');
    expect([partners.count('draw'), partners.voided.size]).toEqual([0, 1]);
    expect(await balanceIn(player)).toBe(50);
  });

  it('once the draw is made is declined too, and the draw is voided', async () => {
    const player = await launchWith(100);
    const { hold, release } = gate();
    partners.winMinor = 900;
    partners.plan('draw', { hold });
    const pending = spin(player);
    await expect.poll(() => partners.count('draw')).toBe(1);
    await inStore(player, ({ storage }) => {
      const steal = `INSERT INTO ledger (session_id, seq, kind, transaction_id, round_id, amount_minor,
        balance_after_minor, at_ms) VALUES (?, 2, 'debit', 'other', 'rnd-other', -1, 99, 0)`;
      storage.sql.exec(steal, player.sessionId);
    });
    release();
    expect((await pending).body.code).toBe('INSUFFICIENT_FUNDS');
    expect(partners.voided.size).toBe(1);
    expect(await balanceIn(player)).toBe(99);
  });
});

describe('after the object is aborted in the middle of a draw', () => {
  it('the same request settles the round once, from the same balance', async () => {
    const player = await launchWith(5_000);
    partners.winMinor = 700;
    const { hold, release } = gate();
    partners.plan('draw', { hold });
    const id = newRoundId();
    const first = spin(player, id).catch(() => undefined);
    await expect.poll(() => partners.count('draw')).toBe(1);
    await abortAllDurableObjects();
    release();
    await first;
    const answer = await spin(player, id);
    expect(answer.body.balance?.amount_minor).toBe(5_600);
    expect(await faultsOf(player, partners)).toEqual([]);
  });

  it('a new login settles it from the session that asks, whichever the game server echoes', async () => {
    const first = await launchWith(1_000);
    const { hold, release } = gate();
    partners.plan('draw', 'lost_after', { hold });
    const id = newRoundId();
    const lost = spin(first, id).catch(() => undefined);
    await expect.poll(() => partners.count('draw')).toBe(2);
    await abortAllDurableObjects();
    release();
    await lost;
    await inStore(first, ({ storage }) => {
      storage.sql.exec('DELETE FROM rounds');
    });
    // What is open, an instance remembers.
    await abortAllDurableObjects();
    const second = await launchWith(2_000, first.playerId);
    const answer = await spin(second, id);
    expect(answer.body.result.session_id).toBe(first.sessionId);
    expect(answer.body.balance?.amount_minor).toBe(1_900);
    expect(await balanceIn(first)).toBe(1_000);
  });
});
