import {
  CurrencyCode,
  canonicalJson,
  MAX_AMOUNT_MINOR,
  money,
  PlayerId,
  type ProblemCode,
  RoundId,
} from '@roundgate/contract';
import { z } from 'zod';
import { type Answer, type Manners, operation } from './counter.ts';
import { type Done, winIdOf } from './order.ts';

const Id = z.string().min(1).max(80);
const minor = z.int().min(0).max(MAX_AMOUNT_MINOR);
const Named = z.object({ player_id: PlayerId, round_id: RoundId, transaction_id: Id });
const BetWin = Named.extend({ session_id: Id, game_id: Id, currency: CurrencyCode, bet: minor, win: minor });
const Finish = Named.extend({ bet_transaction_id: Id });
const Asked = z.object({ player_id: PlayerId, currency: CurrencyCode });

const CODES: { readonly [C in ProblemCode]?: readonly [Answer['status'], string] } = {
  INSUFFICIENT_FUNDS: [422, 'insufficient_funds'],
  RG_BLOCKED: [403, 'player_blocked'],
  PLAYER_NOT_FOUND: [404, 'player_not_found'],
  IDEMPOTENCY_CONFLICT: [409, 'transaction_conflict'],
  TRANSACTION_VOIDED: [409, 'transaction_rolled_back'],
  TRANSACTION_NOT_FOUND: [404, 'transaction_not_found'],
  ROUND_CLOSED: [409, 'round_finished'],
};

const refuse = (status: Answer['status'], code: string): Answer => ({ status, body: { code } });
export const BETWIN_FINISH_MANNERS: Manners = {
  signing: 'body-hmac',
  unsigned: refuse(401, 'signature_invalid'),
  malformed: refuse(400, 'invalid_request'),
};

const ok = ({ balance, reference }: Done, facts: object): Answer => ({
  status: 200,
  body: {
    status: 'ok',
    ...facts,
    ...(balance && { balance: balance.amount_minor, currency: balance.currency }),
    ...(reference && { reference }),
  },
});
const words = {
  playerId: ({ player_id }: { readonly player_id: string }) => player_id,
  refused: (_sent: unknown, code: ProblemCode) =>
    refuse(...(CODES[code] ?? ([400, 'internal_error'] as const))),
};
const named = ({ transaction_id }: { readonly transaction_id: string }, done: Done) =>
  ok(done, { transaction_id });

/** `/betwin`, `/rollback`, `/finish` and `/balance`. */
export const BETWIN_FINISH = [
  operation(BETWIN_FINISH_MANNERS, {
    ...words,
    path: '/betwin',
    schema: BetWin,
    order: ({ bet, win, currency, round_id: roundId, transaction_id, ...rest }) => {
      const content = canonicalJson({ ...rest, bet, win, currency, roundId });
      const stake = { transactionId: transaction_id, roundId, amount: money(bet, currency), content };
      const paid = { ...stake, transactionId: winIdOf(transaction_id), amount: money(win, currency) };
      return { do: 'take-and-pay', stake, win: paid };
    },
    done: ({ transaction_id, bet, win, currency }, done) => ok(done, { transaction_id, bet, win, currency }),
  }),
  operation(BETWIN_FINISH_MANNERS, {
    ...words,
    path: '/rollback',
    schema: Named,
    order: ({ transaction_id, round_id }) => ({
      do: 'undo-both',
      stakeId: transaction_id,
      roundId: round_id,
    }),
    done: named,
  }),
  operation(BETWIN_FINISH_MANNERS, {
    ...words,
    path: '/finish',
    schema: Finish,
    order: ({ transaction_id, bet_transaction_id, round_id }) => ({
      do: 'finish',
      id: transaction_id,
      stakeId: bet_transaction_id,
      roundId: round_id,
    }),
    done: named,
  }),
  operation(BETWIN_FINISH_MANNERS, {
    ...words,
    path: '/balance',
    schema: Asked,
    order: ({ currency }) => ({ do: 'balance', currency }),
    done: ({ player_id }, done) => ok(done, { player_id }),
  }),
];
