import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { Movement, MovementAnswer, SAMPLE_MOVEMENT, SAMPLE_MOVEMENT_ANSWER } from './wallet-common.ts';

/** Pays a win. Never refused for a session or a block: the stake was taken. Idempotent by `transaction_id`. */
export const walletCredit = operation({
  id: 'walletCredit',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/credit',
  auth: 'platform',
  summary: 'Pay a win, exactly once per transaction id',
  request: Movement,
  response: MovementAnswer,
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'PLAYER_NOT_FOUND', 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: { ...SAMPLE_MOVEMENT, transaction_id: '9Q2kLr8mVxT0:c:1' },
    response: { ...SAMPLE_MOVEMENT_ANSWER, transaction_id: '9Q2kLr8mVxT0:c:1' },
  },
});
