import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { bindings, ledgerOf, movement, playerWith, undoOf, wallet, winOf } from '../../test/wallet-client.ts';

describe('the ledger', () => {
  it('holds every row in order with its balance, and the net of every round', async () => {
    const player = await playerWith(1_000);
    const [won, undone] = [movement(player, 100), movement(player, 300)];
    await wallet('debit', won);
    await wallet('credit', winOf(won, 250));
    await wallet('debit', undone);
    await wallet('rollback', undoOf(undone));
    const { body } = await ledgerOf(player);
    const entries = body.entries as Record<string, unknown>[];
    expect(
      entries.map(({ seq, kind, amount_minor, balance_after_minor }) => [
        seq,
        kind,
        amount_minor,
        balance_after_minor,
      ]),
    ).toEqual([
      [1, 'fund', 1_000, 1_000],
      [2, 'debit', -100, 900],
      [3, 'credit', 250, 1_150],
      [4, 'debit', -300, 850],
      [5, 'rollback', 300, 1_150],
    ]);
    expect(entries[1]).toMatchObject({
      transaction_id: won.transaction_id,
      round_id: won.round_id,
      reference: 'led-2',
    });
    expect(body.rounds).toEqual([
      { round_id: won.round_id, currency: 'EUR', net_minor: 150 },
      { round_id: undone.round_id, currency: 'EUR', net_minor: 0 },
    ]);
    expect(body).toMatchObject({
      net_minor: 150,
      nets: [{ currency: 'EUR', net_minor: 150 }],
      next_after_seq: null,
    });
  });

  it('is read on from a row, and does not add up two currencies', async () => {
    const player = await playerWith(1_000);
    await wallet('debit', movement(player, 100));
    await wallet('credit', winOf(movement(player, 1), 70));
    const pounds = { amount: { amount_minor: 40, currency: 'GBP', exponent: 2 } };
    await wallet('credit', { ...winOf(movement(player, 1), 1), ...pounds });
    const { body } = await ledgerOf(player, '&after_seq=3');
    expect(body.entries).toHaveLength(1);
    expect(body).toMatchObject({
      net_minor: null,
      nets: [
        { currency: 'EUR', net_minor: -30 },
        { currency: 'GBP', net_minor: 40 },
      ],
    });
  });

  it('cannot be changed, cannot go below zero and cannot hold one id twice, whatever the code does', async () => {
    const player = await playerWith(1_000);
    await wallet('debit', movement(player, 100));
    const row = "(9, 'x:d', 'debit', -1, 'EUR', ?, NULL, 'r', 'c', 0)";
    const statements = [
      ['UPDATE ledger SET amount_minor = 0', /append-only/],
      ['DELETE FROM ledger', /append-only/],
      [`INSERT INTO ledger VALUES ${row.replace('?', '-1')}`, /CHECK/],
      [`INSERT INTO ledger VALUES ${row.replace('?', '9007199254740993')}`, /CHECK/],
      [
        "INSERT INTO ledger SELECT 9, transaction_id, 'credit', 1, 'EUR', 1, NULL, 'r', 'c', 0 FROM ledger",
        /UNIQUE/,
      ],
    ] as const;
    await runInDurableObject(bindings.ACCOUNTS.getByName(player), (_, { storage }) => {
      for (const [statement, fault] of statements)
        expect(() => storage.sql.exec(statement), statement).toThrow(fault);
    });
  });
});
