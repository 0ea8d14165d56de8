import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_TRANSFER, SAMPLE_TRANSFER_ANSWER, TransferAnswer, WalletTransfer } from './wallet-common.ts';

/**
 * Takes a session's money out of the operator's wallet (spec W2). Idempotent by `transaction_id` (`uid:ti`), checked
 * before any business rule; a rolled-back id is 409 `TRANSACTION_VOIDED`.
 */
export const walletTransferIn = operation({
  id: 'walletTransferIn',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/transfer-in',
  auth: 'platform',
  summary: "Move money from the player's wallet into a session, exactly once per transaction id",
  request: WalletTransfer,
  response: TransferAnswer,
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'PLAYER_NOT_FOUND',
    'INSUFFICIENT_FUNDS',
    'RG_BLOCKED',
    'IDEMPOTENCY_CONFLICT',
    'TRANSACTION_VOIDED',
  ],
  examples: { request: SAMPLE_TRANSFER, response: SAMPLE_TRANSFER_ANSWER },
});
