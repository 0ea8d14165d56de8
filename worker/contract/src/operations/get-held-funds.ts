import { z } from 'zod';
import { OperatorId, Timestamp } from '../ids.ts';
import { HeldLine } from '../reports.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The money that stands in interrupted rounds at this moment. */
export const getHeldFunds = operation({
  id: 'getHeldFunds',
  server: 'gateway',
  method: 'GET',
  path: '/v1/reports/held',
  auth: 'partner',
  summary: 'Funds held in interrupted rounds, by operator, game and currency',
  query: z.strictObject({
    operator_id: OperatorId.optional(),
    format: z.enum(['json', 'csv']).default('json'),
  }),
  response: z.object({ made_at: Timestamp, lines: z.array(HeldLine) }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: {
    response: {
      made_at: SAMPLE.later,
      lines: [
        {
          ...{ operator_id: SAMPLE.operator, game_id: SAMPLE.game, currency: 'EUR' },
          ...{ rounds: 1, stake_minor: 100, owed_minor: 340, oldest: SAMPLE.ts },
        },
      ],
    },
  },
});
