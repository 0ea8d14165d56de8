import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { Movement, MovementAnswer, SAMPLE_MOVEMENT, SAMPLE_MOVEMENT_ANSWER } from './wallet-common.ts';

/** Takes a stake. Idempotent by `transaction_id`, checked before any business rule; a rolled-back id is 409 `TRANSACTION_VOIDED`. */
export const walletDebit = operation({
  id: 'walletDebit',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/debit',
  auth: 'platform',
  summary: 'Take a stake, exactly once per transaction id',
  request: Movement,
  response: MovementAnswer,
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'PLAYER_NOT_FOUND',
    'INSUFFICIENT_FUNDS',
    'RG_BLOCKED',
    'IDEMPOTENCY_CONFLICT',
    'TRANSACTION_VOIDED',
  ],
  examples: { request: SAMPLE_MOVEMENT, response: SAMPLE_MOVEMENT_ANSWER },
});
