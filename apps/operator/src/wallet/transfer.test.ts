import { OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  bindings,
  eur,
  flags,
  ledgerOf,
  playerWith,
  refused,
  unique,
  wallet,
} from '../../test/wallet-client.ts';

/** A transfer of a new session. */
const transfer = (playerId: string, minor: number, mark: 'ti' | 'to' = 'ti') => ({
  transaction_id: `${unique()}:${mark}`,
  player_id: playerId,
  session_id: 's-test',
  amount: eur(minor),
});
const undo = (
  { transaction_id, player_id }: ReturnType<typeof transfer>,
  round_id: string | null = null,
) => ({
  transaction_id,
  player_id,
  round_id,
  reason: 'timeout',
});

describe('a transfer', () => {
  it('into a session takes the money once, and one out of it brings it back once', async () => {
    const player = await playerWith(5_000);
    const incoming = transfer(player, 4_000);
    const first = await wallet('transfer-in', incoming);
    expect(OPERATIONS.walletTransferIn.response.safeParse(first.body).success).toBe(true);
    expect((await wallet('transfer-in', incoming)).body).toEqual({ ...first.body, replayed: true });
    expect(await balanceOf(player)).toEqual(eur(1_000));
    const outgoing = transfer(player, 4_340, 'to');
    await Promise.all([wallet('transfer-out', outgoing), wallet('transfer-out', outgoing)]);
    expect(await balanceOf(player)).toEqual(eur(5_340));
    expect((await ledgerOf(player)).body).toMatchObject({ net_minor: 340 });
  });

  it('may be larger than any stake or win on its way out', async () => {
    const player = await playerWith(0);
    const outgoing = transfer(player, 1_000_000_001, 'to');
    expect((await wallet('transfer-out', outgoing)).status).toBe(200);
    const status = await wallet('status', { transaction_id: outgoing.transaction_id, player_id: player });
    expect(status.body).toMatchObject({ status: 'applied', amount: eur(1_000_000_001) });
  });

  it('is refused with its reason on the way in, and for no block on the way out', async () => {
    const player = await playerWith(5_000);
    expect(await wallet('transfer-in', transfer(player, 5_001))).toMatchObject(
      refused(422, 'INSUFFICIENT_FUNDS'),
    );
    await bindings.ACCOUNTS.getByName(player).change({ flags: flags({ self_excluded: true }) });
    expect(await wallet('transfer-in', transfer(player, 1))).toMatchObject(refused(403, 'RG_BLOCKED'));
    expect((await wallet('transfer-out', transfer(player, 1, 'to'))).status).toBe(200);
  });

  it('under an id of the other direction, or with other content, is refused', async () => {
    const player = await playerWith(5_000);
    const field = { status: 400, body: { errors: [{ field: 'transaction_id' }] } };
    expect(await wallet('transfer-in', transfer(player, 1, 'to'))).toMatchObject(field);
    expect(await wallet('transfer-out', transfer(player, 1))).toMatchObject(field);
    const incoming = transfer(player, 10);
    await wallet('transfer-in', incoming);
    expect(await wallet('transfer-in', { ...incoming, amount: eur(11) })).toMatchObject(
      refused(409, 'IDEMPOTENCY_CONFLICT'),
    );
  });

  it('in is undone once, before or after it arrived', async () => {
    const player = await playerWith(5_000);
    const arrived = transfer(player, 400);
    await wallet('transfer-in', arrived);
    expect(await wallet('rollback', undo(arrived))).toMatchObject({ body: { status: 'rolled_back' } });
    expect(await wallet('rollback', undo(arrived))).toMatchObject({ body: { replayed: true } });
    const late = transfer(player, 400);
    expect(await wallet('rollback', undo(late))).toMatchObject({ body: { status: 'tombstoned' } });
    expect(await wallet('transfer-in', late)).toMatchObject(refused(409, 'TRANSACTION_VOIDED'));
    expect(await balanceOf(player)).toEqual(eur(5_000));
  });

  it('out is never undone, and no round undoes a transfer', async () => {
    const player = await playerWith(5_000);
    const outgoing = transfer(player, 400, 'to');
    await wallet('transfer-out', outgoing);
    expect((await wallet('rollback', undo(outgoing))).status).toBe(400);
    expect((await wallet('rollback', undo(transfer(player, 1), 'rnd-12345678'))).status).toBe(400);
  });
});
