import {
  CURRENCIES,
  type Currency,
  CurrencyCode,
  canonicalJson,
  type Money,
  money,
  PlayerId,
  type ProblemCode,
  RoundId,
} from '@roundgate/contract';
import { z } from 'zod';
import type { MovementRequest } from '../wallet/movement.ts';
import { type Answer, type Manners, operation } from './counter.ts';
import type { Done } from './order.ts';

/** Amounts count hundred-thousandths of the currency's unit. */
const SCALED_DIGITS = 5;
const perMinor = (currency: Currency): number => 10 ** (SCALED_DIGITS - CURRENCIES[currency]);

const Asked = z.object({ user: PlayerId, request_uuid: z.uuid() });
const Named = Asked.extend({
  token: z.string().min(1),
  transaction_uuid: z.uuid(),
  round: RoundId,
  round_closed: z.boolean(),
  game_code: z.string().min(1),
});
const Bet = Named.extend({ currency: CurrencyCode, amount: z.int().min(0) });
const Win = Bet.extend({ reference_transaction_uuid: z.uuid() });
const Rollback = Named.extend({ reference_transaction_uuid: z.uuid() });

type Asking = z.infer<typeof Asked>;
type Moving = z.infer<typeof Bet> & { readonly reference_transaction_uuid?: string };

const WORDS: { readonly [C in ProblemCode]?: string } = {
  INSUFFICIENT_FUNDS: 'RS_ERROR_NOT_ENOUGH_MONEY',
  RG_BLOCKED: 'RS_ERROR_USER_DISABLED',
  PLAYER_NOT_FOUND: 'RS_ERROR_INVALID_TOKEN',
  IDEMPOTENCY_CONFLICT: 'RS_ERROR_DUPLICATE_TRANSACTION',
  TRANSACTION_VOIDED: 'RS_ERROR_TRANSACTION_ROLLED_BACK',
  TRANSACTION_NOT_FOUND: 'RS_ERROR_TRANSACTION_DOES_NOT_EXIST',
};

const say = (status: string, facts: object = {}): Answer => ({ status: 200, body: { status, ...facts } });
export const BET_WIN_ROLLBACK_MANNERS: Manners = {
  signing: 'body-hmac',
  unsigned: say('RS_ERROR_INVALID_SIGNATURE'),
  malformed: say('RS_ERROR_WRONG_SYNTAX'),
};

const balanceFacts = (balance: Money | null) =>
  balance && { currency: balance.currency, balance: balance.amount_minor * perMinor(balance.currency) };
const words = {
  playerId: ({ user }: Asking) => user,
  done: ({ user, request_uuid }: Asking, { balance, reference }: Done) =>
    say('RS_OK', { user, request_uuid, ...balanceFacts(balance), ...(reference && { reference }) }),
  // What this wallet has no word for is told as unknown, so that nobody takes it for a refusal.
  refused: ({ user, request_uuid }: Asking, code: ProblemCode) =>
    say(WORDS[code] ?? 'RS_ERROR_UNKNOWN', { user, request_uuid }),
};

/** A repeat is one that says the same of the money; its token and its request may be new. */
function movementOf(sent: Moving): MovementRequest | undefined {
  const {
    transaction_uuid,
    round,
    currency,
    amount,
    user,
    game_code,
    reference_transaction_uuid = null,
  } = sent;
  const factor = perMinor(currency);
  if (amount % factor !== 0 || !Number.isSafeInteger(amount)) return undefined;
  const content = canonicalJson({ amount, currency, round, user, game_code, of: reference_transaction_uuid });
  return {
    transactionId: transaction_uuid,
    roundId: round,
    amount: money(amount / factor, currency),
    content,
  };
}

/** `/transaction/bet`, `/transaction/win`, `/transaction/rollback` and `/user/balance`. */
export const BET_WIN_ROLLBACK = [
  operation(BET_WIN_ROLLBACK_MANNERS, {
    ...words,
    path: '/transaction/bet',
    schema: Bet,
    order: (sent) => {
      const stake = movementOf(sent);
      return stake && { do: 'take', stake };
    },
  }),
  operation(BET_WIN_ROLLBACK_MANNERS, {
    ...words,
    path: '/transaction/win',
    schema: Win,
    order: (sent) => {
      const win = movementOf(sent);
      return win && { do: 'pay', win, of: sent.reference_transaction_uuid };
    },
  }),
  operation(BET_WIN_ROLLBACK_MANNERS, {
    ...words,
    path: '/transaction/rollback',
    schema: Rollback,
    order: (sent) => ({
      do: 'undo',
      stakeId: sent.reference_transaction_uuid,
      roundId: sent.round,
      buries: true,
    }),
  }),
  operation(BET_WIN_ROLLBACK_MANNERS, {
    ...words,
    path: '/user/balance',
    schema: Asked,
    order: () => ({ do: 'balance', currency: null }),
  }),
];
