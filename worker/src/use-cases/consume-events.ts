import { EventRange, EventSource, playerSource, StudioRange, studioSource } from '@roundgate/contract';
import { type Sha256, shardOf } from '@roundgate/contract/audit';
import { z } from 'zod';
import type { SourceEvent } from './ledger-store.ts';

const HeldRound = z.strictObject({
  round_id: z.string(),
  game_id: z.string(),
  currency: z.string(),
  state: z.string(),
  stake_minor: z.number().int(),
  owed_minor: z.number().int(),
  since: z.string(),
});

/** What travels on the bus: a run of a player's or a studio's chain, or what a player's object says is not over. */
export const BusMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('player'), range: EventRange }),
  z.object({ kind: z.literal('studio'), range: StudioRange }),
  z.object({
    kind: z.literal('held'),
    source: EventSource,
    version: z.number().int().min(1),
    rounds: z.array(HeldRound),
  }),
]);
export type BusMessage = z.infer<typeof BusMessage>;

/** A message for its shard. */
export type Delivery =
  | { readonly kind: 'events'; readonly source: string; readonly events: readonly SourceEvent[] }
  | Extract<BusMessage, { kind: 'held' }>;

/** Reads a message of the bus. Throws when it is none: such a one is for the dead-letter queue. */
export function readMessage(body: unknown): Delivery {
  const message = BusMessage.parse(body);
  if (message.kind === 'held') return message;
  const source =
    message.kind === 'player'
      ? playerSource(message.range.operator_id, message.range.player_id)
      : studioSource(message.range.studio_id);
  return { kind: 'events', source, events: message.range.events };
}

/** One message of the queue, as the platform hands it over. */
export interface QueueMessage {
  readonly id: string;
  readonly body: unknown;
  readonly attempts: number;
  ack(): void;
  retry(options: { delaySeconds: number }): void;
}

/** What a consumer needs: the shards, and somebody to tell. */
export interface ConsumeTools {
  readonly sha256: Sha256;
  /** Hands deliveries to their shard; null where one was taken, else why it was not. */
  readonly take: (shard: string, deliveries: readonly Delivery[]) => Promise<readonly (string | null)[]>;
  readonly onFailed: (message: QueueMessage, reason: string) => void;
}

const MAX_DELAY_S = 60;

/** Hands a batch of the queue to the shards, one call each. Every message is answered for itself: one that fails comes again alone. */
export async function consumeBatch(messages: readonly QueueMessage[], tools: ConsumeTools): Promise<void> {
  const fail = (message: QueueMessage, reason: string): void => {
    tools.onFailed(message, reason);
    message.retry({ delaySeconds: Math.min(MAX_DELAY_S, 2 ** message.attempts) });
  };
  const read = messages.flatMap((message) => {
    try {
      return [{ message, delivery: readMessage(message.body) }];
    } catch {
      fail(message, 'not a message of the bus');
      return [];
    }
  });
  const byShard = Map.groupBy(read, ({ delivery }) => shardOf(tools.sha256, delivery.source));
  const deliver = async ([shard, parts]: [string, typeof read]): Promise<void> => {
    const results = await tools
      .take(
        shard,
        parts.map(({ delivery }) => delivery),
      )
      .catch((error: unknown) => parts.map(() => String(error)));
    for (const [index, { message }] of parts.entries()) {
      const reason = results[index];
      if (reason === null) message.ack();
      else fail(message, reason ?? 'no answer');
    }
  };
  await Promise.all([...byShard].map(deliver));
}

/** How long a dead letter waits before its source is asked again. */
const DEAD_LETTER_DELAY_S = 3_600;

/** A message that could not be taken for long says at least whose it was: the source is asked for all that is missing. */
export async function consumeDeadLetters(
  messages: readonly QueueMessage[],
  tools: Pick<ConsumeTools, 'sha256' | 'onFailed'> & {
    readonly catchUp: (shard: string, source: string) => Promise<void>;
  },
): Promise<void> {
  for (const message of messages)
    try {
      const { source } = readMessage(message.body);
      await tools.catchUp(shardOf(tools.sha256, source), source);
      message.ack();
    } catch (error) {
      tools.onFailed(message, String(error));
      message.retry({ delaySeconds: DEAD_LETTER_DELAY_S });
    }
}
