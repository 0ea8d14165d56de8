import { z } from 'zod';
import { PlayerId } from '../ids.ts';
import { BalanceSchema, CurrencyCode } from '../money.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The gateway asks for a balance, for display only. */
export const walletBalance = operation({
  id: 'walletBalance',
  server: 'wallet',
  method: 'POST',
  path: '/wallet/v1/balance',
  auth: 'platform',
  summary: 'Read a balance',
  request: z.strictObject({ player_id: PlayerId, currency: CurrencyCode }),
  response: z.object({ balance: BalanceSchema }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'PLAYER_NOT_FOUND'],
  examples: { request: { player_id: SAMPLE.player, currency: 'EUR' }, response: { balance: SAMPLE.balance } },
});
