import { z } from 'zod';
import { CloudEvent } from '../cloud-events.ts';
import { Day, OperatorId, PlayerId, RoundId } from '../ids.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** Events of the write-once store by player, round, operator or period, each in its envelope (spec E4). */
export const exportEvents = operation({
  id: 'exportEvents',
  server: 'gateway',
  method: 'GET',
  path: '/v1/events',
  auth: 'partner',
  summary: 'Export stored events by player, round, operator and period; each partner sees its own',
  query: z
    .strictObject({
      operator_id: OperatorId.optional(),
      player_id: PlayerId.optional(),
      round_id: RoundId.optional(),
      from: Day.optional().meta({ description: 'First UTC day of the events' }),
      to: Day.optional().meta({ description: 'Last UTC day of the events, included' }),
      cursor: z
        .string()
        .regex(/^\d{1,2}\.\d{1,15}$/)
        .optional(),
    })
    .meta({ description: 'A player, or a period of at most 100 days' }),
  response: z.object({ events: z.array(CloudEvent), next: z.string().nullable() }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: {
    response: {
      events: [
        {
          specversion: '1.0',
          id: `players/${SAMPLE.operator}/${SAMPLE.player}/7`,
          source: `players/${SAMPLE.operator}/${SAMPLE.player}`,
          type: 'dev.roundgate.rg_event.v1',
          time: SAMPLE.ts,
          data: {
            type: 'rg_event',
            ts: SAMPLE.ts,
            operator_id: SAMPLE.operator,
            player_id: SAMPLE.player,
            session_id: null,
            name: 'flags_set',
            reason: 'asked by the player',
          },
          ...{ seq: 7, prevhash: SAMPLE.digest, hash: SAMPLE.digest, postedat: SAMPLE.later },
        },
      ],
      next: null,
    },
  },
});
