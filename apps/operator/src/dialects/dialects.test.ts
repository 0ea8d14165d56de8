import { money } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { callPort, VECTORS } from '../../../../worker/test/wallet-vectors.ts';
import {
  adapterOf,
  connectAdapter,
  exchanges,
  type FieldDialect,
  line,
  seat,
  trace,
} from '../../test/dialect-client.ts';
import { balanceOf, bindings, eur, flags, ledgerOf, ORIGIN, send } from '../../test/wallet-client.ts';

connectAdapter();
const names = VECTORS.map(({ dialect }) => dialect);
/** The call that takes the stake: with the win, where they move in one. */
const taking = (dialect: FieldDialect) => (dialect === 'betwin-finish' ? 'betWin' : 'debit');
const lastAnswer = () => exchanges.at(-1)?.answer;

describe.each(VECTORS.map((vectors) => [vectors.dialect, vectors] as const))('%s', (dialect, vectors) => {
  it("takes the very requests of the adapter's vectors", async () => {
    const { round } = vectors;
    const account = bindings.ACCOUNTS.getByName(round.playerId);
    await account.open('en');
    await account.fund(`fund:${dialect}`, eur(10_000), Date.now());
    const port = adapterOf(dialect);
    const kinds: unknown[] = [];
    for (const call of ['balance', taking(dialect), 'credit'] as const) {
      const answer = await callPort(port, call, round, vectors.traceId);
      kinds.push(answer && 'kind' in answer ? answer.kind : answer);
      const request = vectors.requests[call];
      expect(exchanges.at(-1)).toMatchObject({
        path: `/dialects/${dialect}${request?.path}`,
        sent: request?.body,
        status: 200,
      });
    }
    expect(kinds.slice(1)).toEqual(['applied', 'applied']);
    expect(kinds[0]).toMatchObject({ currency: 'EUR' });
  });

  it('moves stake and win once, however often and however much at once they come', async () => {
    const { player, call, round } = await seat(dialect, 1_000);
    const played = round(200, 550);
    const stakes = await Promise.all(Array.from({ length: 6 }, () => call(taking(dialect), played)));
    expect(new Set(stakes.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(stakes[0]).toMatchObject({ kind: 'applied' });
    const wins = await Promise.all(Array.from({ length: 6 }, () => call('credit', played)));
    for (const win of wins) expect(win).toMatchObject({ kind: 'applied', balanceMinor: 1_350 });
    expect(await balanceOf(player)).toEqual(eur(1_350));
  });

  it('answers a repeat whose first answer was lost as if it were the first', async () => {
    const { player, call, round } = await seat(dialect, 1_000);
    const played = round(200, 0);
    line.losesAnswer = true;
    expect(await call(taking(dialect), played)).toEqual({ kind: 'unknown', why: 'TypeError' });
    expect(await call(taking(dialect), played)).toMatchObject({ kind: 'applied', balanceMinor: 800 });
    expect(await balanceOf(player)).toEqual(eur(800));
  });

  it('answers a repeat with the balance of the first answer, though money has moved since', async () => {
    const { player, call, round } = await seat(dialect, 1_000);
    const played = round(200, 0);
    const first = await call(taking(dialect), played);
    await call(taking(dialect), round(300, 0));
    expect(await call(taking(dialect), played)).toEqual(first);
    expect(await balanceOf(player)).toEqual(eur(500));
  });

  it('answers a repeat before it looks at block and balance', async () => {
    const { player, call, round } = await seat(dialect, 200);
    const played = round(200, 0);
    const first = await call(taking(dialect), played);
    await bindings.ACCOUNTS.getByName(player).change({ flags: flags({ self_excluded: true }) });
    expect(await call(taking(dialect), played)).toEqual(first);
  });

  it('gives the stake back once; a repeat is done too', async () => {
    const { player, call, round } = await seat(dialect, 1_000);
    const played = round(400, 0);
    await call(taking(dialect), played);
    expect(await call('rollback', played)).toEqual({ kind: 'done', balanceMinor: 1_000 });
    expect(await call('rollback', played)).toMatchObject({ kind: 'done' });
    expect(await call(taking(dialect), played)).toEqual({ kind: 'refused', code: 'TRANSACTION_VOIDED' });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('refuses in words that the adapter understands: funds, block, player', async () => {
    const { player, call, round } = await seat(dialect, 100);
    const stake = taking(dialect);
    expect(await call(stake, round(101, 0))).toEqual({ kind: 'refused', code: 'INSUFFICIENT_FUNDS' });
    await bindings.ACCOUNTS.getByName(player).change({ flags: flags({ blocked: true }) });
    expect(await call(stake, round(1, 0))).toEqual({ kind: 'refused', code: 'RG_BLOCKED' });
    const stranger = { ...round(1, 0), playerId: `${player}x` };
    const expected = dialect === 'bet-win-rollback' ? 'SESSION_ENDED' : 'PLAYER_NOT_FOUND';
    expect(await call(stake, stranger)).toEqual({ kind: 'refused', code: expected });
    expect(await balanceOf(player)).toEqual(eur(100));
  });

  it('tells a request that somebody else signed from a refusal', async () => {
    const { player, round } = await seat(dialect, 100);
    const port = adapterOf(dialect, 'another-secret-0123456789-0123456789');
    expect(await callPort(port, taking(dialect), round(100, 0), trace())).toMatchObject({ kind: 'unknown' });
    expect(await balanceOf(player)).toEqual(eur(100));
    const unsigned = new Request(`${ORIGIN}/dialects/${dialect}${vectors.requests.credit?.path}`, {
      method: 'POST',
      body: vectors.requests.credit?.body ?? '',
    });
    expect(JSON.stringify((await send(unsigned)).body)).toMatch(/SIGN|sign/);
  });

  it('shows the one balance that all dialects share', async () => {
    const { player, port } = await seat(dialect, 4_321);
    const who = { operatorId: 'op-lantern', playerId: player };
    expect(await port.balance(who, 'EUR', trace())).toEqual(money(4_321, 'EUR'));
    expect(await port.balance({ ...who, playerId: `${player}x` }, 'EUR', trace())).toBeNull();
  });

  it('survives rollbacks that race their stakes: the balance is whole whoever wins', async () => {
    const { player, call, round } = await seat(dialect, 100_000);
    const rounds = Array.from({ length: 12 }, () => round(100, 0));
    await Promise.all(
      rounds.flatMap((one, index) => {
        const calls = [() => call(taking(dialect), one), () => call('rollback', one)];
        return (index % 2 ? calls : calls.reverse()).map((run) => run());
      }),
    );
    for (const one of rounds) await call('rollback', one);
    expect(await balanceOf(player)).toEqual(eur(100_000));
    expect((await ledgerOf(player)).body.net_minor).toBe(0);
  });
});

describe('a rollback of a stake that never arrived', () => {
  it('is not found and leaves no tombstone at withdraw-deposit: the stake may still land', async () => {
    const { player, call, round } = await seat('withdraw-deposit', 1_000);
    const played = round(400, 0);
    expect(await call('rollback', played)).toEqual({ kind: 'not_found' });
    expect(await call('rollback', played)).toEqual({ kind: 'not_found' });
    expect(await call('debit', played)).toMatchObject({ kind: 'applied' });
    expect(await call('rollback', played)).toEqual({ kind: 'done', balanceMinor: 1_000 });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('is not found at bet-win-rollback but leaves a tombstone, which the next one meets', async () => {
    const { player, call, round } = await seat('bet-win-rollback', 1_000);
    const played = round(400, 0);
    expect(await call('rollback', played)).toEqual({ kind: 'not_found' });
    expect(await call('debit', played)).toEqual({ kind: 'refused', code: 'TRANSACTION_VOIDED' });
    expect(await call('rollback', played)).toEqual({ kind: 'done', balanceMinor: 1_000 });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('is done at betwin-finish and leaves a tombstone', async () => {
    const { player, call, round } = await seat('betwin-finish', 1_000);
    const played = round(400, 900);
    expect(await call('rollback', played)).toMatchObject({ kind: 'done' });
    expect(await call('betWin', played)).toEqual({ kind: 'refused', code: 'TRANSACTION_VOIDED' });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });
});

describe('one word, two meanings', () => {
  it('a known id with another amount is a conflict at bet-win-rollback', async () => {
    const { player, call, round } = await seat('bet-win-rollback', 1_000);
    const played = round(100, 300);
    await call('debit', played);
    const other = await call('debit', { ...played, stakeMinor: 101 });
    expect(other).toEqual({ kind: 'refused', code: 'IDEMPOTENCY_CONFLICT' });
    expect(lastAnswer()?.status).toBe('RS_ERROR_DUPLICATE_TRANSACTION');
    expect(await call('credit', { ...played, winMinor: 301 })).toMatchObject({ kind: 'applied' });
    expect(await call('credit', played)).toEqual({ kind: 'refused', code: 'IDEMPOTENCY_CONFLICT' });
    expect(await balanceOf(player)).toEqual(eur(1_201));
  });

  it('and a success at withdraw-deposit, of whatever the first was', async () => {
    const { player, call, round } = await seat('withdraw-deposit', 1_000);
    const played = round(100, 0);
    expect(await call('debit', played)).toMatchObject({ kind: 'applied', balanceMinor: 900 });
    expect(await call('debit', { ...played, stakeMinor: 999 })).toMatchObject({
      kind: 'applied',
      balanceMinor: 900,
    });
    expect(lastAnswer()?.result).toBe(11);
    expect(await balanceOf(player)).toEqual(eur(900));
  });
});

describe('bet-win-rollback', () => {
  it('pays a win only for a stake that stands in the same round', async () => {
    const { player, call, round } = await seat('bet-win-rollback', 1_000);
    const played = round(100, 300);
    expect(await call('credit', played)).toEqual({ kind: 'refused', code: 'TRANSACTION_NOT_FOUND' });
    await call('debit', played);
    await call('rollback', played);
    expect(await call('credit', played)).toEqual({ kind: 'refused', code: 'TRANSACTION_NOT_FOUND' });
    expect(await balanceOf(player)).toEqual(eur(1_000));
  });

  it('closes a round by a win of nothing, once', async () => {
    const { player, call, round } = await seat('bet-win-rollback', 1_000);
    const played = round(100, 0);
    await call('debit', played);
    for (const _ of [1, 2])
      expect(await call('credit', played)).toMatchObject({ kind: 'applied', balanceMinor: 900 });
    expect(await balanceOf(player)).toEqual(eur(900));
  });

  it('does not say that a paid round was undone', async () => {
    const { player, call, round } = await seat('bet-win-rollback', 1_000);
    const played = round(100, 300);
    await call('debit', played);
    await call('credit', played);
    expect(await call('rollback', played)).toMatchObject({ kind: 'unknown' });
    expect(await balanceOf(player)).toEqual(eur(1_200));
  });
});

describe('betwin-finish', () => {
  it('moves both or none', async () => {
    const { player, call, round } = await seat('betwin-finish', Number.MAX_SAFE_INTEGER - 10);
    expect(await call('betWin', round(1, 1_000))).toMatchObject({ kind: 'unknown' });
    expect(await balanceOf(player)).toEqual(eur(Number.MAX_SAFE_INTEGER - 10));
    expect((await ledgerOf(player)).body.net_minor).toBe(0);
  });

  it('undoes both, once', async () => {
    const { player, call, round } = await seat('betwin-finish', 1_000);
    const played = round(100, 750);
    expect(await call('betWin', played)).toMatchObject({ kind: 'applied', balanceMinor: 1_650 });
    for (const _ of [1, 2])
      expect(await call('rollback', played)).toEqual({ kind: 'done', balanceMinor: 1_000 });
    expect(await balanceOf(player)).toEqual(eur(1_000));
    expect((await ledgerOf(player)).body.net_minor).toBe(0);
  });

  it('does not undo a win that was spent: a person has to look', async () => {
    const { player, call, round } = await seat('betwin-finish', 100);
    const played = round(100, 750);
    await call('betWin', played);
    await call('betWin', round(700, 0));
    expect(await call('rollback', played)).toEqual({ kind: 'refused', code: 'IDEMPOTENCY_CONFLICT' });
    expect(await balanceOf(player)).toEqual(eur(50));
  });

  it('closes a round: nothing is undone and nothing new moves in it', async () => {
    const { player, call, round } = await seat('betwin-finish', 1_000);
    const played = round(100, 0);
    expect(await call('credit', played)).toEqual({ kind: 'refused', code: 'TRANSACTION_NOT_FOUND' });
    const first = await call('betWin', played);
    for (const _ of [1, 2]) expect(await call('credit', played)).toMatchObject({ kind: 'applied' });
    expect(await call('rollback', played)).toEqual({ kind: 'refused', code: 'ROUND_CLOSED' });
    const another = { ...round(100, 0), roundId: played.roundId };
    expect(await call('betWin', another)).toEqual({ kind: 'refused', code: 'ROUND_CLOSED' });
    expect(await call('betWin', played)).toEqual(first);
    expect(await balanceOf(player)).toEqual(eur(900));
  });

  it('does not close a round that was undone', async () => {
    const { call, round } = await seat('betwin-finish', 1_000);
    const played = round(100, 500);
    await call('betWin', played);
    await call('rollback', played);
    expect(await call('credit', played)).toEqual({ kind: 'refused', code: 'IDEMPOTENCY_CONFLICT' });
  });
});

describe('the dialects', () => {
  it('offer no status query and no way that is not theirs', async () => {
    for (const name of names) {
      const request = new Request(`${ORIGIN}/dialects/${name}/status`, { method: 'POST', body: '{}' });
      expect(await send(request)).toMatchObject({ status: 404 });
    }
  });
});
