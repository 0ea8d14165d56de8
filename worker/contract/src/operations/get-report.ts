import { z } from 'zod';
import { Day, GameId, OperatorId, StudioId, Timestamp } from '../ids.ts';
import { REPORT_DIMENSIONS, ReportLine } from '../reports.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

const Dimensions = z
  .string()
  .regex(
    new RegExp(`^(${REPORT_DIMENSIONS.join('|')})(,(${REPORT_DIMENSIONS.join('|')}))*$`),
    `must be names such as operator_id,day out of ${REPORT_DIMENSIONS.join(', ')}`,
  );

const FIGURES = {
  ...{ spins_total: 1_020, eligible_spins: 1_000, turnover_minor: 100_000, ggr_minor: 4_100 },
  ...{ jackpot_contrib_minor: 500, bonus_cost_minor: 240, netwin_minor: 3_360 },
  ...{ royalty_due_minor: 420, royalty_currency: 'EUR' as const },
};

/** What was played and what it came to, by whatever the reader asks (spec B1). */
export const getReport = operation({
  id: 'getReport',
  server: 'gateway',
  method: 'GET',
  path: '/v1/reports/activity',
  auth: 'partner',
  summary: 'Spins, turnover, GGR, NetWin, jackpot contributions, bonus cost and royalty by dimension and day',
  query: z.strictObject({
    from: Day,
    to: Day.meta({ description: 'Included; at most 400 days' }),
    group_by: Dimensions.default('operator_id,game_id'),
    operator_id: OperatorId.optional(),
    studio_id: StudioId.optional(),
    game_id: GameId.optional(),
    posted_until: Day.optional().meta({
      description:
        'Only what the ledger had taken by the end of this UTC day: a closed period as it was closed',
    }),
    no_activity: z.enum(['show', 'hide']).default('show').meta({
      description: 'Lines for operators, games and days without any spin',
    }),
    format: z.enum(['json', 'csv']).default('json'),
  }),
  response: z.object({
    made_at: Timestamp,
    from: Day,
    to: Day,
    lines: z.array(ReportLine),
    totals: z.array(ReportLine).meta({ description: 'One line a currency, over all lines' }),
  }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: {
    response: {
      made_at: SAMPLE.later,
      from: '2026-01-31',
      to: '2026-01-31',
      lines: [
        {
          ...{ operator_id: SAMPLE.operator, game_id: SAMPLE.game, currency: 'EUR', activity: true },
          ...FIGURES,
        },
      ],
      totals: [
        {
          ...{ currency: 'EUR', activity: true },
          ...FIGURES,
        },
      ],
    },
  },
});
