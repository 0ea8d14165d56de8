import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_TRANSFER, SAMPLE_TRANSFER_ANSWER, TransferAnswer, WalletTransfer } from './wallet-common.ts';

/**
 * Brings what is left of a session back into the operator's wallet (spec W2). Never refused for a session, a block or a
 * balance: the money is the player's. Idempotent by `transaction_id` (`uid:to`); never sent for an amount of nothing.
 */
export const walletTransferOut = operation({
  id: 'walletTransferOut',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/transfer-out',
  auth: 'platform',
  summary: "Move the rest of a session back into the player's wallet, exactly once per transaction id",
  request: WalletTransfer,
  response: TransferAnswer,
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'PLAYER_NOT_FOUND', 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: { ...SAMPLE_TRANSFER, transaction_id: `${SAMPLE.uid}:to` },
    response: { ...SAMPLE_TRANSFER_ANSWER, transaction_id: `${SAMPLE.uid}:to` },
  },
});
