import { z } from 'zod';
import { PlayerId, RoundId } from '../ids.ts';
import { RoundReceiptFile } from '../receipt/round-receipt.ts';
import { PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_RECEIPT_FILE } from './receipt-sample.ts';

/** The operator gets the signed receipt of a settled round of one of its own players, and its visual replay (spec R4). */
export const getPlayerRoundReceipt = operation({
  id: 'getPlayerRoundReceipt',
  server: 'gateway',
  method: 'GET',
  path: '/v1/players/{player_id}/rounds/{round_id}/receipt',
  auth: 'operator',
  summary: "Get the signed receipt of a player's round, and its visual replay",
  params: z.strictObject({ player_id: PlayerId, round_id: RoundId }),
  response: RoundReceiptFile,
  problems: [
    ...PARTNER_PROBLEMS,
    'VALIDATION_FAILED',
    'ROUND_NOT_FOUND',
    'ROUND_NOT_SETTLED',
    'ROUND_CANCELLED',
    'REPLAY_DIFFERS',
    'UPSTREAM_UNAVAILABLE',
  ],
  examples: { response: SAMPLE_RECEIPT_FILE },
});
