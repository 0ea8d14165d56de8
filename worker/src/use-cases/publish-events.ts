import type { EventRange } from '@roundgate/contract';
import type { PlayerRows } from './player-store.ts';

/** Events in one message on the bus. */
export const RANGE_LIMIT = 100;

/** Sends what is on disk and not yet on the bus, in contiguous ranges; a repeat after a crash is recognised there. */
export async function publishEvents(
  player: PlayerRows,
  send: (range: EventRange) => Promise<void>,
): Promise<void> {
  const record = player.record();
  if (!record) return;
  let from = record.publishedSeq;
  for (;;) {
    const events = player.eventsAfter(from, RANGE_LIMIT);
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) return;
    const { operatorId, playerId } = record;
    await send({ operator_id: operatorId, player_id: playerId, from: first.seq, to: last.seq, events });
    player.markPublished(last.seq);
    from = last.seq;
  }
}
