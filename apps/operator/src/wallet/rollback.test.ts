import { OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  eur,
  ledgerOf,
  movement,
  playerWith,
  refused,
  undoOf,
  unique,
  wallet,
  winOf,
} from '../../test/wallet-client.ts';

describe('a rollback', () => {
  it('gives the stake back once; a repeat is answered the same', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 400);
    await wallet('debit', debit);
    const first = await wallet('rollback', undoOf(debit));
    expect(first.body).toEqual({
      transaction_id: debit.transaction_id,
      status: 'rolled_back',
      balance: eur(1_000),
      replayed: false,
    });
    expect((await wallet('rollback', undoOf(debit))).body).toEqual({ ...first.body, replayed: true });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('of a debit that never arrived leaves a tombstone that refuses it later', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 400);
    const first = await wallet('rollback', undoOf(debit));
    expect(first).toMatchObject({
      status: 200,
      body: { status: 'tombstoned', balance: null, replayed: false },
    });
    expect(OPERATIONS.walletRollback.response.safeParse(first.body).success).toBe(true);
    expect(await wallet('debit', debit)).toMatchObject(refused(409, 'TRANSACTION_VOIDED'));
    expect((await wallet('rollback', undoOf(debit))).body).toEqual({ ...first.body, replayed: true });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('leaves its tombstone for a player whom nobody knows yet, too', async () => {
    const debit = movement(`p-${unique()}`, 400);
    expect(await wallet('rollback', undoOf(debit))).toMatchObject({ body: { status: 'tombstoned' } });
    expect(await wallet('debit', debit)).toMatchObject(refused(409, 'TRANSACTION_VOIDED'));
  });

  it('is final: the debit that was undone is voided', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 400);
    await wallet('debit', debit);
    await wallet('rollback', undoOf(debit));
    expect(await wallet('debit', debit)).toMatchObject(refused(409, 'TRANSACTION_VOIDED'));
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('that races its debit leaves the balance whole, whoever wins', async () => {
    const player = await playerWith(100_000);
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const debit = movement(player, 100);
        const calls = [() => wallet('debit', debit), () => wallet('rollback', undoOf(debit))];
        await Promise.all((index % 2 ? calls : calls.reverse()).map((run) => run()));
      }),
    );
    expect(await balanceOf(player)).toEqual(eur(100_000));
    expect((await ledgerOf(player)).body.net_minor).toBe(0);
  });

  it('of a round that was paid is refused', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 400);
    await wallet('debit', debit);
    await wallet('credit', winOf(debit, 50));
    expect(await wallet('rollback', undoOf(debit))).toMatchObject(refused(409, 'ROUND_CLOSED'));
    expect(await balanceOf(player)).toEqual(eur(650));
  });

  it('cannot get round that by naming another round', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 400);
    await wallet('debit', debit);
    await wallet('credit', winOf(debit, 50));
    const wrong = { ...undoOf(debit), round_id: `rnd-${unique()}` };
    expect(await wallet('rollback', wrong)).toMatchObject(refused(404, 'TRANSACTION_NOT_FOUND'));
    expect(await balanceOf(player)).toEqual(eur(650));
  });

  it('names a debit, never a credit', async () => {
    const player = await playerWith(0);
    const win = winOf(movement(player, 1), 500);
    await wallet('credit', win);
    expect(await wallet('rollback', undoOf(win))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'transaction_id' }] },
    });
    expect(await balanceOf(player)).toEqual(eur(500));
  });
});

describe('the status of a transaction', () => {
  it('is absent, applied, rolled back or tombstoned', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 100);
    const ask = async (transaction_id: string) =>
      (await wallet('status', { transaction_id, player_id: player })).body;
    expect(await ask(debit.transaction_id)).toMatchObject({
      status: 'absent',
      amount: null,
      reference: null,
    });
    const { reference } = (await wallet('debit', debit)).body;
    expect(await ask(debit.transaction_id)).toMatchObject({ status: 'applied', amount: eur(100), reference });
    await wallet('rollback', undoOf(debit));
    expect(await ask(debit.transaction_id)).toMatchObject({ status: 'rolled_back', amount: eur(100) });
    const late = movement(player, 100);
    await wallet('rollback', undoOf(late));
    const answer = await ask(late.transaction_id);
    expect(answer).toMatchObject({ status: 'tombstoned', amount: null });
    expect(OPERATIONS.walletStatus.response.safeParse(answer).success).toBe(true);
  });
});
