import { abortAllDurableObjects, runDurableObjectAlarm } from 'cloudflare:test';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { certify, newRoundId, objectOf, openSession, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';
import {
  drainOut,
  end,
  expire,
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

describe('the way back', () => {
  it('waits for a round that is open: its win goes back too', async () => {
    const player = await launchWith(5_000);
    expect((await spin(player)).status).toBe(200);
    partners.plan('draw', 'lost_after', 'lost_after', 'lost_after');
    partners.winMinor = 700;
    const id = newRoundId();
    const pending = spin(player, id);
    await expect.poll(() => partners.count('draw')).toBeGreaterThan(1);
    expect((await end(player)).status).toBe(200);
    expect(partners.count('transfer_out')).toBe(0);
    expect((await pending).body.result.win.amount_minor).toBe(700);
    await drainOut(player);
    expect(outMinor(partners)).toEqual([5_500]);
    expect(await faultsOf(player, partners)).toEqual([]);
  });

  it('takes no stake of a round that was being drawn when the session ended', async () => {
    const player = await launchWith(5_000);
    const { hold, release } = gate();
    partners.plan('draw', { hold });
    const pending = spin(player);
    await expect.poll(() => partners.count('draw')).toBe(1);
    await end(player);
    expect(partners.count('transfer_out')).toBe(0);
    release();
    expect((await pending).body.code).toBe('SESSION_ENDED');
    await drainOut(player);
    expect(outMinor(partners)).toEqual([5_000]);
  });

  it('is taken by the alarm once a session has expired', async () => {
    const player = await launchWith(5_000);
    await spin(player);
    await expire(player);
    expect((await spin(player)).body.code).toBe('SESSION_ENDED');
    await drainOut(player);
    expect(outMinor(partners)).toEqual([4_900]);
  });

  it('is taken for a session that nobody opened, once its launch token has expired', async () => {
    const playerId = newPlayer();
    const created = await openWith(5_000, playerId);
    const session = { operatorId: OPERATOR, playerId, sessionId: created.body.session_id, token: '' };
    const armed = await inStore(session, (state) => state.storage.getAlarm());
    expect(armed).not.toBeNull();
    await inStore(session, ({ storage }) => {
      storage.sql.exec("UPDATE sessions SET data = json_set(data, '$.openedAtMs', 1)");
    });
    await abortAllDurableObjects();
    await drainOut(session);
    expect(outMinor(partners)).toEqual([5_000]);
    const late = await openSession(created.body.launch_url.split('#launch=')[1] ?? '');
    expect(late.body.code).toBe('SESSION_ENDED');
  });

  it.each(['lost_before', 'lost_after', 'garbage', 'other_amount', 'error_500'] as const)(
    'without an answer (%s) is asked again under its key: one movement',
    async (fault) => {
      const player = await launchWith(5_000);
      partners.plan('transfer_out', fault);
      await end(player);
      await drainOut(player);
      expect(outMinor(partners)).toEqual([5_000]);
      expect(await faultsOf(player, partners)).toEqual([]);
    },
  );

  it('is never given up for a refusal', async () => {
    const player = await launchWith(5_000);
    partners.plan('transfer_out', { refuse: 'RG_BLOCKED' }, { refuse: 'PLAYER_NOT_FOUND' });
    await end(player);
    await drainOut(player);
    expect(partners.count('transfer_out')).toBe(3);
    expect(partners.balanceMinor).toBe(100_000);
  });

  it('is held for a person when the wallet knows its key with other content', async () => {
    const player = await launchWith(5_000);
    partners.plan('transfer_out', { refuse: 'IDEMPOTENCY_CONFLICT' });
    await end(player);
    await expect
      .poll(async () => (await statementPart(player)).body.transfer_out?.state, { timeout: 5_000 })
      .toBe('HELD');
    expect(outMinor(partners)).toEqual([]);
    expect((await statementPart(player)).body.balance.amount_minor).toBe(0);
    const events = await inStore(player, ({ storage }) =>
      storage.sql.exec<{ event: string }>('SELECT event FROM events').toArray(),
    );
    const codes = events.map(({ event }) => JSON.parse(event).code).filter((code) => code !== undefined);
    expect(codes).toEqual(['TRANSFER_OUT_HELD']);
  });

  it('that is held ends only when the wallet tells this very amount', async () => {
    const player = await launchWith(5_000);
    const [part] = await statementOf(player);
    const key = part?.transfer_in.transaction_id.replace(':ti', ':to') ?? '';
    partners.ledger.push({ key, kind: 'transfer_out', amountMinor: 7, atMs: 0 });
    await end(player);
    const ask = async () => {
      await inStore(player, ({ storage }) => {
        storage.sql.exec("UPDATE transfers SET data = json_set(data, '$.nextAttemptAtMs', 0)");
      });
      await runDurableObjectAlarm(objectOf(player));
      return (await statementPart(player)).body.transfer_out?.state;
    };
    expect([await ask(), await ask()]).toEqual(['HELD', 'HELD']);
    expect([partners.count('transfer_out'), partners.count('status')]).toEqual([1, 2]);
    partners.ledger.splice(-1, 1, { key, kind: 'transfer_out', amountMinor: 5_000, atMs: 0 });
    expect(await ask()).toBe('DONE');
    expect(await faultsOf(player, partners)).toEqual([]);
  });

  it('follows a transfer in that was still unknown when the session ended', async () => {
    const { hold, release } = gate();
    partners.plan('transfer_in', { hold });
    const playerId = newPlayer();
    const created = await openWith(5_000, playerId);
    const session = { operatorId: OPERATOR, playerId, sessionId: created.body.session_id, token: '' };
    expect((await end(session)).status).toBe(200);
    expect((await statementPart(session)).body).toMatchObject({
      transfer_in: { state: 'REQUESTED' },
      transfer_out: null,
    });
    release();
    await drainOut(session);
    expect(outMinor(partners)).toEqual([5_000]);
    expect(await faultsOf(session, partners)).toEqual([]);
  });

  it('is remembered by an object that was aborted with its alarm lost', async () => {
    const player = await launchWith(5_000);
    // Publishes what was told of the launch, so that nothing else is left to come back for.
    await runDurableObjectAlarm(objectOf(player));
    await inStore(player, (state) => state.storage.deleteAlarm());
    await abortAllDurableObjects();
    const alarmMs = await inStore(player, (state) => state.storage.getAlarm());
    expect((alarmMs ?? 0) - Date.now()).toBeGreaterThan(11 * 3_600_000);
  });

  it('that was under way when the object was aborted is taken once', async () => {
    const player = await launchWith(5_000);
    const { hold, release } = gate();
    partners.plan('transfer_out', 'lost_after', { hold });
    await end(player);
    await expect.poll(() => partners.count('transfer_out')).toBe(2);
    await inStore(player, (state) => state.storage.deleteAlarm());
    await abortAllDurableObjects();
    release();
    await drainOut(player);
    expect(outMinor(partners)).toEqual([5_000]);
    expect(await faultsOf(player, partners)).toEqual([]);
  });

  it('is one, however often the session is ended at once', async () => {
    const player = await launchWith(5_000);
    await Promise.all([end(player), end(player), runDurableObjectAlarm(objectOf(player)), end(player)]);
    await drainOut(player);
    expect((await end(player)).status).toBe(200);
    expect(outMinor(partners)).toEqual([5_000]);
    expect(partners.count('transfer_out')).toBe(1);
  });
});
