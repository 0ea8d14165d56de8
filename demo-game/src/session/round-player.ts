import type { GameEvent, GameEventOf } from '@roundgate/contract';

/** Shows one event; fulfilled when the next one may follow. */
export type EventHandler<T extends GameEvent['type'], C> = (
  event: GameEventOf<T>,
  context: C,
) => Promise<void>;

/** One handler for every event type of the contract. */
export type EventHandlers<C> = { readonly [T in GameEvent['type']]: EventHandler<T, C> };

/** The server told something that this game cannot show. Never skipped: what is not shown may be money. */
export class UnknownEvent extends Error {
  readonly code = 'UNKNOWN_EVENT';
  constructor(type: string) {
    super(`there is no handler for the game event "${type}"`);
  }
}

/** The events contradict the round that they belong to. */
export class RoundMismatch extends Error {
  readonly code = 'ROUND_MISMATCH';
}

function playOne<T extends GameEvent['type'], C>(
  event: GameEventOf<T>,
  handlers: EventHandlers<C>,
  context: C,
): Promise<void> {
  if (!Object.hasOwn(handlers, event.type)) throw new UnknownEvent(String(event.type));
  const handler: EventHandler<T, C> = handlers[event.type as T];
  return handler(event, context);
}

/**
 * Plays the events of a round in order. Throws {@link UnknownEvent} before anything is shown when a type is unknown,
 * and {@link RoundMismatch} when the last event is missing.
 */
export async function playEvents<C>(
  events: readonly GameEvent[],
  handlers: EventHandlers<C>,
  context: C,
): Promise<void> {
  const unknown = events.find((event) => !Object.hasOwn(handlers, event.type));
  if (unknown) throw new UnknownEvent(String(unknown.type));
  if (events.at(-1)?.type !== 'round_ended') throw new RoundMismatch('a round does not end with round_ended');
  for (const event of events) await playOne(event, handlers, context);
}
