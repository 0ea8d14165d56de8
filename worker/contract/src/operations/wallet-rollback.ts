import { z } from 'zod';
import { PlayerId, RoundId } from '../ids.ts';
import { BalanceSchema } from '../money.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';
import { TransactionId } from './wallet-common.ts';

/**
 * Undoes a debit or a transfer into a session. One that never arrived leaves a tombstone, so that it is refused when it comes late
 * (`tombstoned`). Idempotent by `transaction_id` of what is undone.
 */
export const walletRollback = operation({
  id: 'walletRollback',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/rollback',
  auth: 'platform',
  summary: 'Undo a debit, or make sure that it can never happen',
  request: z.strictObject({
    transaction_id: TransactionId,
    player_id: PlayerId,
    round_id: RoundId.nullable().meta({ description: 'Null when a transfer into a session is undone' }),
    reason: z.string().max(60),
  }),
  response: z.object({
    transaction_id: TransactionId,
    status: z.enum(['rolled_back', 'tombstoned']),
    balance: BalanceSchema.nullable(),
    replayed: z.boolean(),
  }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'PLAYER_NOT_FOUND',
    'TRANSACTION_NOT_FOUND',
    'ROUND_CLOSED',
  ],
  examples: {
    request: {
      transaction_id: `${SAMPLE.uid}:d`,
      player_id: SAMPLE.player,
      round_id: SAMPLE.round,
      reason: 'timeout',
    },
    response: { transaction_id: `${SAMPLE.uid}:d`, status: 'tombstoned', balance: null, replayed: false },
  },
});
