import { OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  bindings,
  eur,
  flags,
  movement,
  playerWith,
  refused,
  unique,
  wallet,
  winOf,
} from '../../test/wallet-client.ts';

describe('a credit', () => {
  it('pays once, however often and however much at once it comes', async () => {
    const player = await playerWith(100);
    const debit = movement(player, 100);
    await wallet('debit', debit);
    const answers = await Promise.all(Array.from({ length: 8 }, () => wallet('credit', winOf(debit, 5_000))));
    expect(answers.filter(({ body }) => body.replayed === false)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.reference)).size).toBe(1);
    expect(OPERATIONS.walletCredit.response.safeParse(answers[0]?.body).success).toBe(true);
    expect(await balanceOf(player)).toEqual(eur(5_000));
  });

  it('is paid to an excluded player, with an empty account, and without a debit before it', async () => {
    const player = await playerWith(0);
    await bindings.ACCOUNTS.getByName(player).change({
      flags: flags({ self_excluded: true, blocked: true }),
    });
    expect(await wallet('credit', winOf(movement(player, 1), 777))).toMatchObject({ status: 200 });
    expect(await balanceOf(player)).toEqual(eur(777));
  });

  it('of every leg of a round is paid by itself', async () => {
    const player = await playerWith(100);
    const debit = movement(player, 100);
    await wallet('debit', debit);
    for (const leg of [1, 2, 3]) await wallet('credit', winOf(debit, 10, leg));
    expect(await balanceOf(player)).toEqual(eur(30));
  });

  it('with a known id and another amount is a conflict', async () => {
    const player = await playerWith(0);
    const win = winOf(movement(player, 1), 500);
    await wallet('credit', win);
    expect(await wallet('credit', { ...win, amount: eur(501) })).toMatchObject(
      refused(409, 'IDEMPOTENCY_CONFLICT'),
    );
  });

  it('does not bear the id of a debit, nor a debit that of a credit', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 100);
    const answers = [await wallet('credit', debit), await wallet('debit', winOf(debit, 100))];
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'transaction_id' }] } });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('that is a prize belongs to no round, is paid once, and to a blocked player too', async () => {
    const player = await playerWith(0);
    await bindings.ACCOUNTS.getByName(player).change({ flags: flags({ blocked: true }) });
    const prize = {
      ...{ transaction_id: `${unique()}-prize:b`, player_id: player },
      ...{ tournament_id: 'tn-evening', amount: eur(500) },
    };
    const [first, second] = [await wallet('bonus-award', prize), await wallet('bonus-award', prize)];
    expect(second.body).toEqual({ ...first.body, replayed: true });
    expect(OPERATIONS.walletBonusAward.response.safeParse(first.body).success).toBe(true);
    const other = await wallet('bonus-award', { ...prize, tournament_id: 'tn-morning' });
    expect(other).toMatchObject(refused(409, 'IDEMPOTENCY_CONFLICT'));
    expect(await balanceOf(player)).toEqual(eur(500));
  });

  it('past 2^53 is not written; what was there stays exact', async () => {
    const player = await playerWith(Number.MAX_SAFE_INTEGER - 10);
    expect(await wallet('credit', winOf(movement(player, 1), 11))).toMatchObject(refused(500, 'INTERNAL'));
    expect(await wallet('credit', winOf(movement(player, 1), 10))).toMatchObject({ status: 200 });
    expect(await balanceOf(player)).toEqual(eur(Number.MAX_SAFE_INTEGER));
  });
});
