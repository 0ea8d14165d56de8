import { evictDurableObject } from 'cloudflare:test';
import { MAX_AMOUNT_MINOR, OPERATIONS, Problem } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  bindings,
  eur,
  flags,
  ledgerOf,
  movement,
  playerWith,
  refused,
  unique,
  wallet,
} from '../../test/wallet-client.ts';

describe('a debit', () => {
  it('takes the stake and answers as the contract says', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 250);
    const answer = await wallet('debit', debit);
    expect(answer).toMatchObject({ status: 200, body: { balance: eur(750), replayed: false } });
    expect(OPERATIONS.walletDebit.response.safeParse(answer.body).success).toBe(true);
    expect(await balanceOf(player)).toEqual(eur(750));
  });

  it('that is sent again is answered the same and taken once', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 250);
    const first = await wallet('debit', debit);
    const second = await wallet('debit', debit);
    expect(second.body).toEqual({ ...first.body, replayed: true });
    expect(await balanceOf(player)).toEqual(eur(750));
  });

  it('that is sent ten times at once is taken once', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 600);
    const answers = await Promise.all(Array.from({ length: 10 }, () => wallet('debit', debit)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(answers.filter(({ body }) => body.replayed === false)).toHaveLength(1);
    expect(await balanceOf(player)).toEqual(eur(400));
  });

  it('of ten that want the last money at once, one gets it', async () => {
    const player = await playerWith(100);
    const debits = Array.from({ length: 10 }, () => movement(player, 100));
    const answers = await Promise.all(debits.map((debit) => wallet('debit', debit)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(422)]);
    expect(await balanceOf(player)).toEqual(eur(0));
  });

  it('with a known id and any other content is a conflict', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 100);
    await wallet('debit', debit);
    const others = [
      { amount: eur(101) },
      { amount: { ...eur(100), currency: 'GBP' } },
      { round_id: `rnd-${unique()}` },
      { session_id: 's-other' },
      { game_id: 'g-other' },
      { build_hash: `sha256:${'ab'.repeat(32)}` },
    ];
    for (const other of others)
      expect(await wallet('debit', { ...debit, ...other })).toMatchObject(
        refused(409, 'IDEMPOTENCY_CONFLICT'),
      );
    expect(await balanceOf(player)).toEqual(eur(900));
  });

  it('that is known is answered before block and balance are looked at', async () => {
    const player = await playerWith(100);
    const debit = movement(player, 100);
    await wallet('debit', debit);
    await bindings.ACCOUNTS.getByName(player).change({ flags: flags({ self_excluded: true }) });
    expect(await wallet('debit', debit)).toMatchObject({ status: 200, body: { replayed: true } });
    expect(await wallet('debit', movement(player, 100))).toMatchObject(refused(403, 'RG_BLOCKED'));
  });

  it('is refused for an excluded or blocked player, and taken again once that is lifted', async () => {
    const player = await playerWith(100);
    const account = bindings.ACCOUNTS.getByName(player);
    const debit = movement(player, 100);
    for (const change of [{ self_excluded: true }, { blocked: true }]) {
      await account.change({ flags: flags(change) });
      expect(await wallet('debit', debit)).toMatchObject(refused(403, 'RG_BLOCKED'));
    }
    await account.change({ flags: flags({}) });
    expect(await wallet('debit', debit)).toMatchObject({ status: 200, body: { balance: eur(0) } });
  });

  it('over the balance is refused and leaves no row', async () => {
    const player = await playerWith(100);
    expect(await wallet('debit', movement(player, 101))).toMatchObject(refused(422, 'INSUFFICIENT_FUNDS'));
    expect((await ledgerOf(player)).body.entries).toHaveLength(1);
  });

  it('in a currency that the player does not hold finds no money', async () => {
    const player = await playerWith(1_000, 'GBP');
    expect(await wallet('debit', movement(player, 100))).toMatchObject(refused(422, 'INSUFFICIENT_FUNDS'));
    expect(await balanceOf(player, 'GBP')).toMatchObject({ amount_minor: 1_000, currency: 'GBP' });
  });

  it('of a player whom nobody knows is refused', async () => {
    expect(await wallet('debit', movement('p-nobody', 1))).toMatchObject(refused(404, 'PLAYER_NOT_FOUND'));
  });

  it('survives the end of its object', async () => {
    const player = await playerWith(1_000);
    const debit = movement(player, 250);
    const first = await wallet('debit', debit);
    await evictDurableObject(bindings.ACCOUNTS.getByName(player));
    expect((await wallet('debit', debit)).body).toEqual({ ...first.body, replayed: true });
  });
});

describe('the wire', () => {
  it('names the wrong field and refuses amounts that are no exact minor units', async () => {
    const player = await playerWith(1_000);
    const wrong: [object, string][] = [
      [{ amount: { ...eur(1), amount_minor: 2 ** 53 } }, 'amount.amount_minor'],
      [{ amount: { ...eur(1), amount_minor: MAX_AMOUNT_MINOR + 1 } }, 'amount.amount_minor'],
      [{ amount: { ...eur(1), amount_minor: 1.5 } }, 'amount.amount_minor'],
      [{ amount: { ...eur(1), amount_minor: 0 } }, 'amount.amount_minor'],
      [{ amount: { ...eur(1), amount_minor: -5 } }, 'amount.amount_minor'],
      [{ amount: { ...eur(1), currency: 'XXX' } }, 'amount.currency'],
      [{ amount: { ...eur(1), exponent: 3 } }, 'amount.exponent'],
      [{ round_id: 'x' }, 'round_id'],
      [{ extra: 1 }, 'extra'],
    ];
    for (const [change, field] of wrong) {
      const answer = await wallet('debit', movement(player, 1, change as Record<string, unknown>));
      expect(answer, field).toMatchObject({
        status: 400,
        body: {
          code: 'VALIDATION_FAILED',
          errors: expect.arrayContaining([expect.objectContaining({ field })]),
        },
      });
      expect(Problem.safeParse(answer.body).success).toBe(true);
    }
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('of a balance asks for a player that exists', async () => {
    const answer = await wallet('balance', { player_id: `p-${unique()}`, currency: 'EUR' });
    expect(answer).toMatchObject(refused(404, 'PLAYER_NOT_FOUND'));
  });
});
