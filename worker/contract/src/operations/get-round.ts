import { z } from 'zod';
import { RoundId } from '../ids.ts';
import { RoundView } from '../rounds.ts';
import { PLAYER_PROBLEMS, SAMPLE, SAMPLE_RESULT } from './common.ts';
import { operation } from './operation.ts';

/** One of the player's own rounds, in whatever state; finishes it if it is in flight. */
export const getRound = operation({
  id: 'getRound',
  server: 'gateway',
  method: 'GET',
  path: '/v1/rounds/{round_id}',
  auth: 'player',
  summary: 'Read one of the own rounds',
  params: z.strictObject({ round_id: RoundId }),
  response: RoundView,
  problems: [...PLAYER_PROBLEMS, 'VALIDATION_FAILED', 'ROUND_NOT_FOUND'],
  examples: {
    response: {
      status: 'finished',
      result: SAMPLE_RESULT,
      settlement: 'done',
      balance: SAMPLE.balance,
      replayed: true,
    },
  },
});
