import { z } from 'zod';
import { RoundId } from '../ids.ts';
import { RoundReceiptFile } from '../receipt/round-receipt.ts';
import { PLAYER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_RECEIPT_FILE } from './receipt-sample.ts';

/** The player gets the signed receipt of one of the own settled rounds, and the address of its visual replay (spec R4). */
export const getRoundReceipt = operation({
  id: 'getRoundReceipt',
  server: 'gateway',
  method: 'GET',
  path: '/v1/rounds/{round_id}/receipt',
  auth: 'player',
  summary: 'Get the signed receipt of one of the own rounds, and its visual replay',
  params: z.strictObject({ round_id: RoundId }),
  response: RoundReceiptFile,
  problems: [
    ...PLAYER_PROBLEMS,
    'VALIDATION_FAILED',
    'ROUND_NOT_FOUND',
    'ROUND_NOT_SETTLED',
    'ROUND_CANCELLED',
    'REPLAY_DIFFERS',
    'UPSTREAM_UNAVAILABLE',
  ],
  examples: { response: SAMPLE_RECEIPT_FILE },
});
