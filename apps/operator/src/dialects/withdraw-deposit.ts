import {
  CURRENCIES,
  type Currency,
  CurrencyCode,
  decimalText,
  money,
  PlayerId,
  type ProblemCode,
  RoundId,
} from '@roundgate/contract';
import { z } from 'zod';
import type { MovementRequest } from '../wallet/movement.ts';
import { type Answer, type Manners, operation } from './counter.ts';
import type { Done } from './order.ts';

const Asked = z.object({ playerId: PlayerId, currency: CurrencyCode });
const Movement = Asked.extend({
  sessionId: z.string().min(1),
  gameId: z.string().min(1),
  roundId: RoundId,
  transactionId: z.string().min(1).max(80),
  amount: z.string().regex(/^\d{1,12}(\.\d{1,3})?$/),
});
const Rollback = Movement.pick({ playerId: true, roundId: true, transactionId: true });

const DUPLICATE = 11;
const ALREADY_UNDONE = 9;
const GENERAL_ERROR = 1;
const RESULTS: { readonly [C in ProblemCode]?: number } = {
  IDEMPOTENCY_CONFLICT: 2,
  PLAYER_NOT_FOUND: 5,
  INSUFFICIENT_FUNDS: 6,
  TRANSACTION_NOT_FOUND: 8,
  TRANSACTION_VOIDED: ALREADY_UNDONE,
  // This wallet's own code; its record explains it to the gateway.
  RG_BLOCKED: 21,
};

const say = (result: number, facts: object = {}): Answer => ({ status: 200, body: { result, ...facts } });
export const WITHDRAW_DEPOSIT_MANNERS: Manners = {
  signing: 'request',
  unsigned: say(3, { message: 'Invalid sign' }),
  malformed: say(2, { message: 'Wrong input parameters' }),
};

const facts = ({ balance, reference }: Done) => ({
  ...(balance && { balance: decimalText(balance), currency: balance.currency }),
  ...(reference && { platformTransactionId: reference }),
});
const words = {
  playerId: ({ playerId }: { readonly playerId: string }) => playerId,
  done: (_sent: unknown, done: Done) => say(done.replayed ? DUPLICATE : 0, facts(done)),
  refused: (_sent: unknown, code: ProblemCode) => say(RESULTS[code] ?? GENERAL_ERROR, { message: code }),
};

/** Minor units of a decimal text, by moving digits; undefined when the currency has fewer of them. */
function minorOf(text: string, currency: Currency): number | undefined {
  const [whole = '', fraction = ''] = text.split('.');
  const exponent = CURRENCIES[currency];
  return fraction.length > exponent ? undefined : Number(whole + fraction.padEnd(exponent, '0'));
}

/** This wallet knows a movement by its id alone: whatever else a repeat says, it is a duplicate. */
function movementOf(sent: z.infer<typeof Movement>): MovementRequest | undefined {
  const { transactionId, roundId, currency } = sent;
  const amountMinor = minorOf(sent.amount, currency);
  if (amountMinor === undefined) return undefined;
  return { transactionId, roundId, amount: money(amountMinor, currency), content: 'by id' };
}

/** `/withdraw`, `/deposit`, `/rollback` and `/balance`. */
export const WITHDRAW_DEPOSIT = [
  operation(WITHDRAW_DEPOSIT_MANNERS, {
    ...words,
    path: '/withdraw',
    schema: Movement,
    order: (sent) => {
      const stake = movementOf(sent);
      return stake && { do: 'take', stake };
    },
  }),
  operation(WITHDRAW_DEPOSIT_MANNERS, {
    ...words,
    path: '/deposit',
    schema: Movement,
    order: (sent) => {
      const win = movementOf(sent);
      return win && { do: 'pay', win, of: null };
    },
  }),
  operation(WITHDRAW_DEPOSIT_MANNERS, {
    ...words,
    path: '/rollback',
    schema: Rollback,
    order: ({ transactionId, roundId }) => ({ do: 'undo', stakeId: transactionId, roundId, buries: false }),
    done: (_sent, done) => say(done.replayed ? ALREADY_UNDONE : 0, facts(done)),
  }),
  operation(WITHDRAW_DEPOSIT_MANNERS, {
    ...words,
    path: '/balance',
    schema: Asked,
    order: ({ currency }) => ({ do: 'balance', currency }),
  }),
];
