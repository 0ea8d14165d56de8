import { z } from 'zod';
import { FxRate } from '../billing.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

/** Enters rates of exchange, with their source; a rate that is entered never changes (spec B3). */
export const putFxRates = operation({
  id: 'putFxRates',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/billing/fx-rates',
  auth: 'platform',
  summary: 'Enter rates of exchange with day and source',
  request: z.strictObject({
    rates: z
      .array(FxRate.omit({ entered_on: true }))
      .min(1)
      .max(500),
  }),
  response: z.object({ entered: z.number().int() }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: {
      rates: [{ base: 'SEK', quote: 'EUR', day: '2026-03-31', rate: '0.0912', source: 'ECB reference rate' }],
    },
    response: { entered: 1 },
  },
});
