import { BusEvent, type OPERATIONS, readAs } from '@roundgate/contract';
import type { z } from 'zod';
import type { HandlerOf } from '../bind.ts';

type Result = z.input<typeof OPERATIONS.postEvents.response>['results'][number];
type Sent = z.infer<NonNullable<typeof OPERATIONS.postEvents.request>>['events'][number];

function checkEvent({ event_id, event }: Sent, mayReport: (gameId: string) => boolean): Result | BusEvent {
  const read = readAs(BusEvent, event);
  if (!read.success) return { event_id, status: 'invalid', errors: read.errors.slice(0, 10) };
  const gameId = 'game_id' in read.data ? read.data.game_id : null;
  if (gameId === null || mayReport(gameId)) return read.data;
  return {
    event_id,
    status: 'invalid',
    errors: [{ field: 'game_id', message: 'is not a game of this studio' }],
  };
}

/** Takes a studio's events, each judged on its own; those that hold go on to the bus. */
export const postEvents: HandlerOf<typeof OPERATIONS.postEvents> = async (
  { body, partner },
  { env, config },
) => {
  const games = config.studio(partner.id)?.game_ids ?? [];
  const checked = body.events.map((sent) => ({
    sent,
    outcome: checkEvent(sent, (gameId) => games.includes(gameId)),
  }));
  const valid = checked.flatMap(({ sent, outcome }) =>
    'type' in outcome ? [{ eventId: sent.event_id, event: outcome }] : [],
  );
  const statuses = valid.length > 0 ? await env.PARTNER.getByName(partner.id).acceptEvents(valid) : [];
  let next = 0;
  const results = checked.map(
    ({ sent, outcome }): Result =>
      'type' in outcome ? { event_id: sent.event_id, status: statuses[next++] ?? 'accepted' } : outcome,
  );
  return { results };
};
