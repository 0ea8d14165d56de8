import { JackpotView } from '../jackpots.ts';
import { JACKPOT_PROBLEMS, JackpotPath, SAMPLE_JACKPOT } from './jackpot-common.ts';
import { operation } from './operation.ts';

/** One meter with its rules, its odds now and where its money is (spec F3). */
export const getJackpot = operation({
  id: 'getJackpot',
  server: 'gateway',
  method: 'GET',
  path: '/v1/jackpots/{jackpot_id}',
  auth: 'partner',
  summary: 'Read a jackpot: rules, odds, meter, and where its money is',
  params: JackpotPath,
  response: JackpotView,
  problems: [...JACKPOT_PROBLEMS],
  examples: { response: SAMPLE_JACKPOT },
});
