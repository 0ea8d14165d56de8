import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { receiptFile } from '../receipt-file.ts';

/** The receipt of one of the player's own rounds. */
export const getRoundReceipt: HandlerOf<typeof OPERATIONS.getRoundReceipt> = ({ params, player }, context) =>
  receiptFile(player, params.round_id, context);
