import { z } from 'zod';
import { RoundId } from '../ids.ts';
import { RoundReceiptFile } from '../receipt/round-receipt.ts';
import { PLAYER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { RECEIPT_PROBLEMS, SAMPLE_RECEIPT_FILE } from './receipt-common.ts';

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
  problems: [...PLAYER_PROBLEMS, ...RECEIPT_PROBLEMS],
  examples: { response: SAMPLE_RECEIPT_FILE },
});
