import { BusEvent, CloudEvent, cloudEventType, type OPERATIONS, readAs } from '@roundgate/contract';
import type { z } from 'zod';
import type { HandlerOf } from '../bind.ts';

type Result = z.input<typeof OPERATIONS.postEvents.response>['results'][number];
type Sent = z.infer<NonNullable<typeof OPERATIONS.postEvents.request>>['events'][number];
type Errors = NonNullable<Result['errors']>;

/** An event that holds, or what is wrong with it. */
type Checked = { readonly event: BusEvent } | { readonly errors: Errors };

const wrong = (field: string, message: string): Checked => ({ errors: [{ field, message }] });

const idOf = (sent: Sent): string => ('specversion' in sent ? sent.id : sent.event_id);

/** Opens the envelope, if there is one; what it says of its content must be what the content says. */
function open(sent: Sent): Checked {
  const read = 'specversion' in sent ? readAs(CloudEvent, sent) : readAs(BusEvent, sent.event);
  if (!read.success) return { errors: read.errors.slice(0, 10) };
  if (!('specversion' in read.data)) return { event: read.data };
  const { type, time, data } = read.data;
  if (type !== cloudEventType(data.type)) return wrong('type', `must be ${cloudEventType(data.type)}`);
  return time === data.ts ? { event: data } : wrong('time', 'must be the ts of the data');
}

function checkEvent(sent: Sent, games: readonly string[]): Checked {
  const checked = open(sent);
  if ('errors' in checked) return checked;
  const gameId = 'game_id' in checked.event ? checked.event.game_id : null;
  return gameId === null || games.includes(gameId)
    ? checked
    : wrong('game_id', 'is not a game of this studio');
}

/** Takes a studio's events, each judged on its own; those that hold go on to the bus. */
export const postEvents: HandlerOf<typeof OPERATIONS.postEvents> = async (
  { body, partner },
  { env, config },
) => {
  const games = config.studio(partner.id)?.game_ids ?? [];
  const checked = body.events.map((sent) => ({ eventId: idOf(sent), ...checkEvent(sent, games) }));
  const valid = checked.flatMap((one) =>
    'event' in one ? [{ eventId: one.eventId, event: one.event }] : [],
  );
  const statuses = valid.length > 0 ? await env.PARTNER.getByName(partner.id).acceptEvents(valid) : [];
  let next = 0;
  const results = checked.map((one): Result => {
    if ('errors' in one) return { event_id: one.eventId, status: 'invalid', errors: one.errors };
    const status = statuses[next] ?? 'accepted';
    next += 1;
    return { event_id: one.eventId, status };
  });
  return { results };
};
