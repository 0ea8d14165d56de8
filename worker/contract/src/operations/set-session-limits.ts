import { z } from 'zod';
import { PositiveMoneySchema } from '../money.ts';
import { RgView } from '../rg.ts';
import { BODY_PROBLEMS, PLAYER_PROBLEMS, SAMPLE, SAMPLE_RG } from './common.ts';
import { operation } from './operation.ts';

/** The player's own limits and reminders; limits that play began under are not raised in the session (spec G1). */
export const setSessionLimits = operation({
  id: 'setSessionLimits',
  server: 'gateway',
  method: 'POST',
  path: '/v1/rg/limits',
  auth: 'player',
  summary: "Set the session's limits and the interval of its reality check",
  request: z.strictObject({
    time_min: z.number().int().min(1).max(1440).nullable(),
    spend: PositiveMoneySchema.nullable(),
    reality_check_min: z.number().int().min(1).max(1440).nullable(),
  }),
  response: RgView,
  problems: [...PLAYER_PROBLEMS, ...BODY_PROBLEMS, 'RG_BLOCKED', 'RG_CHECK_DUE'],
  examples: { request: { time_min: 60, spend: SAMPLE.stake, reality_check_min: null }, response: SAMPLE_RG },
});
