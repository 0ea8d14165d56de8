import { z } from 'zod';
import type { StoredEvent } from './archive.ts';
import { BusEvent } from './bus-events.ts';
import { Sha256Hex, Timestamp } from './ids.ts';

/** The version of the event schemas. A field is only ever added within one; a new meaning is a new version. */
export const EVENT_VERSION = 'v1';
const TYPE_PREFIX = 'dev.roundgate.';

/** `spin_finished` → `dev.roundgate.spin_finished.v1`. */
export const cloudEventType = (type: BusEvent['type']): string => `${TYPE_PREFIX}${type}.${EVENT_VERSION}`;

/** An event in the envelope in which it enters and leaves (CloudEvents 1.0, JSON format). */
export const CloudEvent = z
  .strictObject({
    specversion: z.literal('1.0'),
    id: z.string().min(1).max(200).meta({ description: 'Unique within `source`; the event_id of a studio' }),
    source: z.string().min(1).max(200).meta({ description: 'Whose chain: players/op-…/p-… or studios/st-…' }),
    type: z
      .string()
      .regex(/^dev\.roundgate\.[a-z_]+\.v\d+$/)
      .meta({ description: 'dev.roundgate.<event type>.v1' }),
    subject: z.string().max(200).optional().meta({ description: 'The round, where there is one' }),
    time: Timestamp,
    datacontenttype: z.literal('application/json').optional(),
    dataschema: z.string().max(300).optional(),
    data: BusEvent,
    /** Extension attributes: the link of the chain, and when the ledger took the event. */
    seq: z.number().int().min(1).optional(),
    prevhash: Sha256Hex.optional(),
    hash: Sha256Hex.optional(),
    postedat: Timestamp.optional(),
  })
  .meta({ id: 'CloudEvent' });
export type CloudEvent = z.infer<typeof CloudEvent>;

/** A stored event in its envelope; nothing of the link is lost. */
export function toCloudEvent({ source, at, seq, prev_hash, hash, event, event_id }: StoredEvent): CloudEvent {
  const round = 'round_id' in event ? event.round_id : null;
  return {
    specversion: '1.0',
    id: event_id ?? `${source}/${seq}`,
    source,
    type: cloudEventType(event.type),
    ...(round !== null && { subject: round }),
    time: event.ts,
    datacontenttype: 'application/json',
    dataschema: `/asyncapi.json#/components/schemas/${event.type}`,
    data: event,
    ...{ seq, prevhash: prev_hash, hash, postedat: at },
  };
}

/** The stored event of an envelope that {@link toCloudEvent} made; undefined when it carries no link. */
export function fromCloudEvent(cloud: CloudEvent): StoredEvent | undefined {
  const { id, source, postedat, seq, prevhash, hash, data } = cloud;
  if (seq === undefined || prevhash === undefined || hash === undefined || postedat === undefined)
    return undefined;
  const link = { source, at: postedat, seq, prev_hash: prevhash, hash, event: data };
  return id === `${source}/${seq}` ? link : { ...link, event_id: id };
}
