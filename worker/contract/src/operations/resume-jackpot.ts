import { JackpotView } from '../jackpots.ts';
import { JACKPOT_PROBLEMS, JackpotPath, SAMPLE_JACKPOT } from './jackpot-common.ts';
import { operation } from './operation.ts';

/** Puts a meter back into play as it was: the same rules, the same money. */
export const resumeJackpot = operation({
  id: 'resumeJackpot',
  server: 'gateway',
  method: 'POST',
  path: '/v1/jackpots/{jackpot_id}/resume',
  auth: 'platform',
  summary: 'Put a disabled jackpot back into play, with the same rules and meter',
  params: JackpotPath,
  response: JackpotView,
  problems: [...JACKPOT_PROBLEMS],
  examples: { response: SAMPLE_JACKPOT },
});
