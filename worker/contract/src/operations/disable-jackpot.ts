import { JackpotView } from '../jackpots.ts';
import { JACKPOT_PROBLEMS, JackpotPath, SAMPLE_JACKPOT } from './jackpot-common.ts';
import { operation } from './operation.ts';

/** Takes a meter out of play. Its money stays, and what was drawn before is still paid. */
export const disableJackpot = operation({
  id: 'disableJackpot',
  server: 'gateway',
  method: 'POST',
  path: '/v1/jackpots/{jackpot_id}/disable',
  auth: 'platform',
  summary: 'Take a jackpot out of play; what was drawn before is still paid',
  params: JackpotPath,
  response: JackpotView,
  problems: [...JACKPOT_PROBLEMS],
  examples: { response: { ...SAMPLE_JACKPOT, state: 'disabled' } },
});
