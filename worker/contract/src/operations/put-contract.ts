import { z } from 'zod';
import { RoyaltyContract } from '../billing.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** Enters the next version of a royalty contract; a version that is entered never changes (spec B2). */
export const putContract = operation({
  id: 'putContract',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/billing/contracts',
  auth: 'platform',
  summary: 'Enter the next version of a royalty contract',
  request: RoyaltyContract,
  response: z.object({ contract_id: z.string(), version: z.number().int(), already_there: z.boolean() }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: {
      ...{
        contract_id: 'ct-lantern-harbour',
        version: 1,
        starts_on: '2026-01-01',
        operator_id: SAMPLE.operator,
      },
      ...{ studio_id: SAMPLE.studio, game_ids: [SAMPLE.game], currency: 'EUR', period: 'quarter' },
      ...{ closes_after_days: 5, minimum_minor: 100_000, rounding: 'half_even' },
      parts: [
        {
          kind: 'revenue_share',
          deductions: [{ kind: 'jackpot_contributions' }, { kind: 'bonus_cost', cap_of_ggr: '0.25' }],
          share: [
            { from_minor: 0, rate: '0.12' },
            { from_minor: 50_000_000, rate: '0.10' },
          ],
        },
      ],
    },
    response: { contract_id: 'ct-lantern-harbour', version: 1, already_there: false },
  },
});
