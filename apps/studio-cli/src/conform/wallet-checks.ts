import { money } from '@roundgate/contract';
import { type Check, check, measure } from './check.ts';
import { must, mustBeProblem, mustDo, mustRefuse, type Spoilt } from './probe.ts';
import type { Movement, WalletPlayer } from './wallet-player.ts';

const repeat = <T>(count: number, work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, work));

/** Sends the same movement again and again; it has to be carried out once and answered alike. */
async function mustMoveOnce(
  player: WalletPlayer,
  send: (movement: Movement) => ReturnType<WalletPlayer['debit']>,
  movement: Movement,
  changeMinor: number,
  parallel: number,
): Promise<void> {
  await player.moves(changeMinor, async () => {
    const heard =
      parallel > 1
        ? await repeat(parallel, () => send(movement))
        : [await send(movement), await send(movement)];
    const references = new Set(heard.map((one) => mustDo(one, 'a repeat').reference));
    must(references.size === 1, `one movement has ${references.size} references`);
    for (const { body } of heard) {
      const { amount_minor: told } = (body?.amount ?? {}) as { amount_minor?: unknown };
      must(
        told === (movement.amount as { amount_minor: number }).amount_minor,
        `the answer tells ${told} minor units`,
      );
    }
  });
}

/** A debit that must be refused, whatever the code, with nothing moved. */
const mustNotTake = (player: WalletPlayer, movement: unknown, what: string, spoilt?: Spoilt): Promise<void> =>
  player.moves(0, async () => mustBeProblem(await player.debit(movement, spoilt), what));

const betWith = (player: WalletPlayer, amount: unknown): Movement => player.bet(1, { amount });

const REPEATS: readonly Check<WalletPlayer>[] = [
  check('wallet.debit.repeat', 'a debit sent twice takes the stake once and is answered alike', (player) =>
    mustMoveOnce(player, (one) => player.debit(one), player.bet(3), -3, 1),
  ),
  check(
    'wallet.debit.parallel-duplicates',
    'ten debits with one id at the same moment take one stake',
    (player) => mustMoveOnce(player, (one) => player.debit(one), player.bet(3), -3, 10),
  ),
  check('wallet.credit.repeat', 'a credit sent twice pays the win once', async (player) => {
    const bet = player.bet(2);
    mustDo(await player.debit(bet), 'the debit');
    await mustMoveOnce(player, (one) => player.credit(one), player.win(bet, 2), 2, 1);
  }),
  check(
    'wallet.credit.parallel-duplicates',
    'ten credits with one id at the same moment pay one win',
    async (player) => {
      const bet = player.bet(2);
      mustDo(await player.debit(bet), 'the debit');
      await mustMoveOnce(player, (one) => player.credit(one), player.win(bet, 2), 2, 10);
    },
  ),
  check(
    'wallet.debit.conflict',
    'an id that comes back with another amount is a conflict',
    async (player) => {
      const bet = player.bet(2);
      mustDo(await player.debit(bet), 'the debit');
      const other = { ...bet, amount: money(3, player.currency) };
      await player.moves(0, async () =>
        mustRefuse(await player.debit(other), ['IDEMPOTENCY_CONFLICT'], 'another amount'),
      );
    },
  ),
  check(
    'wallet.debit.dedupes-first',
    'a repeat is recognised before the balance is looked at',
    async (player) => {
      const heldMinor = await player.balanceMinor();
      const first = player.bet(1);
      const rest = player.bet(heldMinor - 1);
      mustDo(await player.debit(first), 'the first debit');
      mustDo(await player.debit(rest), 'a debit of all the rest');
      const again = await player.debit(first);
      mustDo(await player.rollback(rest), 'giving the rest back');
      mustDo(again, 'the repeat with nothing left');
    },
  ),
];

const ROLLBACKS: readonly Check<WalletPlayer>[] = [
  check('wallet.rollback.gives-back', 'a rollback gives the stake back, once', async (player) => {
    await player.moves(0, async () => {
      const bet = player.bet(4);
      mustDo(await player.debit(bet), 'the debit');
      mustDo(await player.rollback(bet), 'the rollback');
      mustDo(await player.rollback(bet), 'the second rollback');
    });
  }),
  check(
    'wallet.rollback.tombstone',
    'a debit that comes after its rollback is refused for ever',
    async (player) => {
      const bet = player.bet(4);
      await player.moves(0, async () => {
        mustDo(await player.rollback(bet), 'the rollback of an unknown debit');
        mustRefuse(await player.debit(bet), ['TRANSACTION_VOIDED'], 'the late debit');
        mustRefuse(await player.debit(bet), ['TRANSACTION_VOIDED'], 'the late debit again');
      });
    },
  ),
  check(
    'wallet.rollback.then-debit',
    'a debit that was rolled back cannot be taken again',
    async (player) => {
      const bet = player.bet(4);
      await player.moves(0, async () => {
        mustDo(await player.debit(bet), 'the debit');
        mustDo(await player.rollback(bet), 'the rollback');
        mustRefuse(await player.debit(bet), ['TRANSACTION_VOIDED'], 'the debit sent again');
      });
    },
  ),
  check('wallet.rollback.after-win', 'a round whose win was paid cannot be rolled back', async (player) => {
    const bet = player.bet(4);
    await player.moves(1, async () => {
      mustDo(await player.debit(bet), 'the debit');
      mustDo(await player.credit(player.win(bet, 5)), 'the credit');
      mustRefuse(await player.rollback(bet), ['ROUND_CLOSED'], 'the rollback');
    });
  }),
  check(
    'wallet.rollback.other-session',
    'a win and a rollback of an ended session are carried out',
    async (player) => {
      await player.moves(0, async () => {
        const ended = { session_id: 's-ended-long-ago' };
        const [won, undone] = [player.bet(2, ended), player.bet(3, ended)];
        mustDo(await player.debit(won), 'the debit');
        mustDo(await player.credit(player.win(won, 2)), 'the credit');
        mustDo(await player.debit(undone), 'the debit');
        mustDo(await player.rollback(undone), 'the rollback');
      });
    },
  ),
];

const AWARDS: readonly Check<WalletPlayer>[] = [
  check(
    'wallet.award.once',
    'a prize is paid once, belongs to no round, and with other content is a conflict',
    async (player) => {
      await player.moves(3, async () => {
        const prize = player.prize(3);
        const heard = [await player.award(prize), ...(await repeat(5, () => player.award(prize)))];
        const references = new Set(heard.map((one) => mustDo(one, 'a prize').reference));
        must(references.size === 1, `one prize has ${references.size} references`);
        const other = { ...prize, amount: money(4, player.currency) };
        mustRefuse(await player.award(other), ['IDEMPOTENCY_CONFLICT'], 'another amount');
      });
    },
    // Only who holds tournaments needs it.
    'should',
  ),
];

const STATUS: readonly Check<WalletPlayer>[] = [
  check(
    'wallet.status.tells',
    'the status of a transaction is applied, undone or absent, as it is',
    async (player) => {
      const [applied, undone, absent] = [player.bet(1), player.bet(1), player.bet(1)];
      mustDo(await player.debit(applied), 'the debit');
      mustDo(await player.rollback(undone), 'the rollback');
      const words = await Promise.all(
        [applied, undone, absent].map(async (one) => mustDo(await player.status(one), 'status').status),
      );
      const right =
        words[0] === 'applied' && /rolled_back|tombstoned/.test(String(words[1])) && words[2] === 'absent';
      must(right, `told ${words.join(', ')}`);
    },
    'should',
  ),
];

const AMOUNTS: readonly Check<WalletPlayer>[] = [
  check(
    'wallet.debit.insufficient-funds',
    'a stake over the balance is refused and nothing moves',
    async (player) => {
      const heldMinor = await player.balanceMinor();
      await player.moves(0, async () =>
        mustRefuse(
          await player.debit(player.bet(heldMinor + 1)),
          ['INSUFFICIENT_FUNDS'],
          'a stake over the balance',
        ),
      );
    },
  ),
  check('wallet.amount.smallest', 'one minor unit can be staked and won', async (player) => {
    await player.moves(0, async () => {
      const bet = player.bet(1);
      mustDo(await player.debit(bet), 'the debit');
      mustDo(await player.credit(player.win(bet, 1)), 'the credit');
    });
  }),
  ...(
    [
      ['zero', 0],
      ['negative', -1],
      ['fraction', 1.5],
      ['text', '1'],
      ['beyond-exact', 2 ** 53],
    ] as const
  ).map(([name, amount_minor]) =>
    check<WalletPlayer>(
      `wallet.amount.${name}`,
      `an amount of ${JSON.stringify(amount_minor)} minor units is refused`,
      (player) =>
        mustNotTake(player, betWith(player, { ...money(1, player.currency), amount_minor }), 'the amount'),
    ),
  ),
  check('wallet.amount.exponent', 'a wrong currency exponent is refused', (player) =>
    mustNotTake(player, betWith(player, { ...money(1, player.currency), exponent: 5 }), 'exponent 5'),
  ),
  check('wallet.amount.currency', 'an unknown currency is refused', (player) =>
    mustNotTake(player, betWith(player, { amount_minor: 1, currency: 'XXQ', exponent: 2 }), 'currency XXQ'),
  ),
  check(
    'wallet.amount.unknown-field',
    'an unknown field is refused',
    (player) => mustNotTake(player, player.bet(1, { bonus: true }), 'a field of no meaning'),
    'should',
  ),
];

const TRANSPORT: readonly Check<WalletPlayer>[] = [
  check('wallet.auth.signature', 'a wrong signature is refused and nothing moves', (player) =>
    mustNotTake(player, player.bet(), 'a wrong secret', { secret: 'not-the-secret-of-this-key-at-all' }),
  ),
  check('wallet.auth.stale', 'a signature of an hour ago is refused', (player) =>
    mustNotTake(player, player.bet(), 'an old signature', { timestampMs: player.probe.nowMs() - 3_600_000 }),
  ),
  check('wallet.auth.skew', 'a clock that is ten seconds off is forgiven', async (player) => {
    const bet = player.bet();
    mustDo(
      await player.debit(bet, { timestampMs: player.probe.nowMs() - 10_000 }),
      'a clock ten seconds late',
    );
  }),
  check('wallet.auth.nonce', 'a request that comes again with its nonce is refused', async (player) => {
    const [bet, nonce, timestampMs] = [player.bet(), player.probe.nonce(), player.probe.nowMs()];
    mustDo(await player.debit(bet, { nonce, timestampMs }), 'the request');
    await mustNotTake(player, bet, 'the very same request again', { nonce, timestampMs });
  }),
  check('wallet.body.truncated', 'a body that breaks off is refused and nothing moves', (player) => {
    const text = JSON.stringify(player.bet());
    return mustNotTake(player, {}, 'half a body', { text: text.slice(0, text.length / 2) });
  }),
  check('wallet.body.not-json', 'a body that is no JSON is refused', (player) =>
    mustNotTake(player, {}, 'no JSON', { text: '<debit/>' }),
  ),
  check('wallet.player.unknown', 'a player that nobody knows is refused', async (player) =>
    mustBeProblem(await player.balanceOf('p-nobody-of-this-name'), 'an unknown player'),
  ),
  check('wallet.throughput', 'two hundred bets and wins in parallel lose nothing', async (player) => {
    let told = '';
    await player.moves(0, async () => {
      told = await measure(200, 16, async () => {
        const bet = player.bet(1);
        mustDo(await player.debit(bet), 'a debit');
        mustDo(await player.credit(player.win(bet, 1)), 'a credit');
      });
    });
    return told;
  }),
];

/** Everything that the round machine rests on, as the contract's wallet promises it. */
export const WALLET_CHECKS: readonly Check<WalletPlayer>[] = [
  ...REPEATS,
  ...ROLLBACKS,
  ...AWARDS,
  ...STATUS,
  ...AMOUNTS,
  ...TRANSPORT,
];
