import { z } from 'zod';
import { GameId } from '../ids.ts';
import { JackpotView } from '../jackpots.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { SAMPLE_JACKPOT } from './jackpot-common.ts';
import { operation } from './operation.ts';

/** The meters that a game plays for, disabled ones too. */
export const listJackpots = operation({
  id: 'listJackpots',
  server: 'gateway',
  method: 'GET',
  path: '/v1/jackpots',
  auth: 'partner',
  summary: 'List the jackpots of a game',
  query: z.strictObject({ game_id: GameId.meta({ example: SAMPLE.game }) }),
  response: z.object({ jackpots: z.array(JackpotView) }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: { response: { jackpots: [SAMPLE_JACKPOT] } },
});
