import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_TOURNAMENT_ID } from './tournament-common.ts';
import { MovementAnswer, SAMPLE_MOVEMENT_ANSWER, WalletAward } from './wallet-common.ts';

/**
 * Pays a prize of a tournament or mission (spec W3). Belongs to no round and no session, and is never refused for one or
 * for a block: the prize was won. Idempotent by `transaction_id` (`uid:b`).
 */
export const walletBonusAward = operation({
  id: 'walletBonusAward',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/bonus-award',
  auth: 'platform',
  summary: 'Pay a prize, exactly once per transaction id',
  request: WalletAward,
  response: MovementAnswer,
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'PLAYER_NOT_FOUND', 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: {
      transaction_id: `${SAMPLE.uid}:b`,
      player_id: SAMPLE.player,
      tournament_id: SAMPLE_TOURNAMENT_ID,
      amount: SAMPLE.win,
    },
    response: { ...SAMPLE_MOVEMENT_ANSWER, transaction_id: `${SAMPLE.uid}:b`, amount: SAMPLE.win },
  },
});
