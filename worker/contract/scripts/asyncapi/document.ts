import { AuditManifest, StoredEvent, StudioRange } from '../../src/archive.ts';
import { BusEvent, EventRange } from '../../src/bus-events.ts';
import { CloudEvent, cloudEventType, EVENT_VERSION } from '../../src/cloud-events.ts';
import { postEvents } from '../../src/operations/post-events.ts';
import { isJsonObject, type Json, type JsonObject, toJson } from '../openapi/json.ts';
import { createCollector } from '../openapi/schemas.ts';

const INFO = {
  title: 'Roundgate events',
  version: `${EVENT_VERSION.slice(1)}.0.0`,
  description: [
    'Everything that happens to money or to a player, as events. Generated from the schemas of @roundgate/contract.',
    `At the edges each event is in a CloudEvents 1.0 envelope; its type ends with the version of its schema (\`.${EVENT_VERSION}\`). Within a version fields are only added.`,
    'Events of one source are a hash chain: `hash = sha256(prevhash ‖ canonical JSON of data)`, numbered by `seq` from 1. Delivery is at least once: apply an event only when its `seq` follows the last one of its source.',
  ].join('\n\n'),
};

/** The literal `type` of one event schema. */
const typeOf = (option: (typeof BusEvent)['options'][number]): BusEvent['type'] => option.shape.type.value;

const ref = (path: string): JsonObject => ({ $ref: `#/${path}` });

/** The envelope with the data of one type. */
const payloadOf = (type: BusEvent['type']): JsonObject => ({
  allOf: [
    ref('components/schemas/CloudEvent'),
    {
      type: 'object',
      properties: { type: { const: cloudEventType(type) }, data: ref(`components/schemas/${type}`) },
    },
  ],
});

const messageOf = (option: (typeof BusEvent)['options'][number]): [string, JsonObject] => {
  const type = typeOf(option);
  return [
    type,
    {
      name: cloudEventType(type),
      title: type.replaceAll('_', ' '),
      contentType: 'application/cloudevents+json',
      payload: payloadOf(type),
    },
  ];
};

const operation = (action: 'send' | 'receive', channel: string, summary: string): JsonObject => ({
  action,
  channel: ref(`channels/${channel}`),
  summary,
});

/** The whole AsyncAPI 3.0 document. The same contract gives the same bytes. */
export function asyncapiDocument(): JsonObject {
  const collect = createCollector();
  const types = BusEvent.options.map((option) => [typeOf(option), collect.named(typeOf(option), option)]);
  for (const schema of [CloudEvent, EventRange, StudioRange, StoredEvent, AuditManifest])
    collect.body(schema);
  const messages = Object.fromEntries(BusEvent.options.map(messageOf));
  const refs = Object.fromEntries(
    types.map(([type]) => [String(type), ref(`components/messages/${String(type)}`)]),
  );
  const internal = (name: string): JsonObject => ({ payload: ref(`components/schemas/${name}`) });
  const channels: JsonObject = {
    studioEvents: {
      address: postEvents.path,
      title: "A studio's own events",
      description: 'Signed batches over HTTP; every event is answered for itself.',
      messages: refs,
    },
    exportedEvents: {
      address: '/v1/events',
      title: 'Events of the write-once store',
      description: 'By player, round, operator and period; each partner is told its own.',
      messages: refs,
    },
    bus: {
      address: 'roundgate-events',
      title: 'The queue between sources and ledger shards',
      description: "Contiguous ranges of one source's chain, at least once and in any order.",
      messages: { playerRange: internal('EventRange'), studioRange: internal('StudioRange') },
    },
  };
  const schemas = collect.components();
  return {
    asyncapi: '3.0.0',
    info: INFO,
    defaultContentType: 'application/json',
    channels: toJson(channels),
    operations: {
      takeStudioEvents: operation('receive', 'studioEvents', 'Studios hand in events'),
      exportEvents: operation('send', 'exportedEvents', 'Partners and auditors read stored events'),
      publishRanges: operation('send', 'bus', 'Players and studios publish their chains'),
      applyRanges: operation('receive', 'bus', 'Ledger shards apply them exactly once'),
    },
    components: { messages: messages as Json, schemas: isJsonObject(schemas) ? schemas : {} },
  };
}

/** The document as it is committed. */
export const asyncapiText = (): string => `${JSON.stringify(asyncapiDocument(), null, 2)}\n`;
