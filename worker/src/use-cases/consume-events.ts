import { BusEvent, EventRange } from '@roundgate/contract';
import { z } from 'zod';

/** What travels on the bus: a run of a player's chain, or a batch of a studio's own events. */
export const BusMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('player'), range: EventRange }),
  z.object({
    kind: z.literal('studio'),
    studio_id: z.string(),
    events: z.array(z.object({ event_id: z.string(), event: BusEvent })),
  }),
]);
export type BusMessage = z.infer<typeof BusMessage>;

/** Where messages end up. Each write is idempotent: the bus delivers at least once. */
export interface AuditSink {
  writeRange(range: EventRange): Promise<void>;
  writeStudioBatch(studioId: string, events: readonly unknown[]): Promise<void>;
}

/** Stores one message; throws when it must come again. A message of a wrong shape is for the dead-letter queue. */
export async function consumeMessage(body: unknown, sink: AuditSink): Promise<void> {
  const message = BusMessage.parse(body);
  if (message.kind === 'player') await sink.writeRange(message.range);
  else await sink.writeStudioBatch(message.studio_id, message.events);
}
