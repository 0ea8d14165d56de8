import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { receiptFile } from '../receipt-file.ts';

/** The receipt of a round of one of the operator's own players. */
export const getPlayerRoundReceipt: HandlerOf<typeof OPERATIONS.getPlayerRoundReceipt> = (
  { params, partner },
  context,
) => receiptFile({ operatorId: partner.id, playerId: params.player_id }, params.round_id, context);
