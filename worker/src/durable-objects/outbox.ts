import type { PlayerWriter } from '../storage/player.ts';

/** Events in one message on the bus. */
export const RANGE_LIMIT = 100;

/** Sends what is on disk and not yet on the bus, in contiguous ranges; a repeat after a crash is recognised there. */
export async function publishNew(player: PlayerWriter, bus: Queue): Promise<void> {
  const record = player.record();
  if (!record) return;
  let from = record.publishedSeq;
  for (;;) {
    const events = player.eventsAfter(from, RANGE_LIMIT);
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) return;
    const range = {
      operator_id: record.operatorId,
      player_id: record.playerId,
      from: first.seq,
      to: last.seq,
      events,
    };
    await bus.send({ kind: 'player', range });
    player.markPublished(last.seq);
    from = last.seq;
  }
}
