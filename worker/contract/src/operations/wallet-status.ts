import { z } from 'zod';
import { PlayerId } from '../ids.ts';
import { PositiveBalanceSchema } from '../money.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';
import { TransactionId } from './wallet-common.ts';

/** Says what became of a transaction. `absent` means: not applied up to now; it may still arrive. */
export const walletStatus = operation({
  id: 'walletStatus',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/status',
  auth: 'platform',
  summary: 'Ask what became of a transaction',
  request: z.strictObject({ transaction_id: TransactionId, player_id: PlayerId }),
  response: z.object({
    transaction_id: TransactionId,
    status: z.enum(['applied', 'rolled_back', 'tombstoned', 'absent']),
    amount: PositiveBalanceSchema.nullable(),
    reference: z.string().max(80).nullable(),
  }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'PLAYER_NOT_FOUND'],
  examples: {
    request: { transaction_id: `${SAMPLE.uid}:d`, player_id: SAMPLE.player },
    response: {
      transaction_id: `${SAMPLE.uid}:d`,
      status: 'applied',
      amount: SAMPLE.stake,
      reference: 'led-1',
    },
  },
});
