import { z } from 'zod';
import { JackpotId, JackpotRules, JackpotView } from '../jackpots.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';
import { JackpotPath, SAMPLE_JACKPOT, SAMPLE_JACKPOT_RULES } from './jackpot-common.ts';
import { operation } from './operation.ts';

/**
 * Makes a meter, once. The same again changes nothing; other rules are 409 `IDEMPOTENCY_CONFLICT`: a meter that is
 * played for keeps the rules that its players were told (spec F3).
 */
export const putJackpot = operation({
  id: 'putJackpot',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/jackpots/{jackpot_id}',
  auth: 'platform',
  summary: 'Make a jackpot meter; its rules never change',
  params: JackpotPath,
  request: JackpotRules,
  response: z.object({ jackpot_id: JackpotId, already_there: z.boolean(), jackpot: JackpotView }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: SAMPLE_JACKPOT_RULES,
    response: { jackpot_id: SAMPLE_JACKPOT.jackpot_id, already_there: false, jackpot: SAMPLE_JACKPOT },
  },
});
