import { z } from 'zod';
import { PlayerId, RoundId } from '../ids.ts';
import { RoundReceiptFile } from '../receipt/round-receipt.ts';
import { PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { RECEIPT_PROBLEMS, SAMPLE_RECEIPT_FILE } from './receipt-common.ts';

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
  problems: [...PARTNER_PROBLEMS, ...RECEIPT_PROBLEMS],
  examples: { response: SAMPLE_RECEIPT_FILE },
});
