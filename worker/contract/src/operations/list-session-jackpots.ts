import { z } from 'zod';
import { JackpotMeter } from '../jackpots.ts';
import { PLAYER_PROBLEMS } from './common.ts';
import { SAMPLE_JACKPOT } from './jackpot-common.ts';
import { operation } from './operation.ts';

/** The meters that this session plays for; none where its market forbids jackpots. To be polled, once a second at most. */
export const listSessionJackpots = operation({
  id: 'listSessionJackpots',
  server: 'gateway',
  method: 'GET',
  path: '/v1/session/jackpots',
  auth: 'player',
  summary: 'Read the live meters of the session',
  response: z.object({ jackpots: z.array(JackpotMeter) }),
  problems: [...PLAYER_PROBLEMS],
  examples: {
    response: {
      jackpots: [
        {
          jackpot_id: SAMPLE_JACKPOT.jackpot_id,
          meter_minor: SAMPLE_JACKPOT.totals.meter_minor,
          currency: SAMPLE_JACKPOT.currency,
          trigger: SAMPLE_JACKPOT.trigger,
          one_in_minor: SAMPLE_JACKPOT.one_in_minor,
        },
      ],
    },
  },
});
