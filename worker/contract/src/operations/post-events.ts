import { z } from 'zod';
import { EventId } from '../archive.ts';
import { BusEvent } from '../bus-events.ts';
import { FieldProblem } from '../problems.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** A studio's own events, answered one by one: a wrong event does not lose the others (spec E1). */
export const postEvents = operation({
  id: 'postEvents',
  server: 'gateway',
  method: 'POST',
  path: '/rgs/v1/events/batch',
  auth: 'studio',
  summary: 'Hand in a batch of studio events; repeats are recognised by event_id',
  request: z.strictObject({
    events: z
      .array(
        z.union([
          z.strictObject({ event_id: EventId, event: z.unknown() }),
          z.looseObject({ specversion: z.literal('1.0'), id: EventId }),
        ]),
      )
      .min(1)
      .max(500)
      .meta({
        description:
          'Each is a BusEvent beside its `event_id`, or a CloudEvent whose `id` is that; it is checked on its own',
      }),
  }),
  response: z.object({
    results: z.array(
      z.strictObject({
        event_id: z.string(),
        status: z.enum(['accepted', 'duplicate', 'invalid', 'conflict']),
        errors: z.array(FieldProblem).optional(),
      }),
    ),
  }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS],
  examples: {
    request: {
      events: [
        {
          event_id: 'evt-0a1b2c3d',
          event: BusEvent.parse({
            type: 'error',
            ts: SAMPLE.ts,
            operator_id: SAMPLE.operator,
            player_id: SAMPLE.player,
            session_id: null,
            game_id: SAMPLE.game,
            round_id: null,
            code: 'ASSET_SLOW',
            detail: 'music arrived late',
          }),
        },
      ],
    },
    response: { results: [{ event_id: 'evt-0a1b2c3d', status: 'accepted' }] },
  },
});
