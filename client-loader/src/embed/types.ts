import type { LoaderMessage, Money, ProblemCode } from '@roundgate/contract';

type Detail<T extends LoaderMessage['type']> = Omit<
  Extract<LoaderMessage, { type: T }>,
  'rg' | 'seq' | 'type'
>;

/** The events of `<roundgate-game>`: listen with `element.addEventListener('roundgate:ready', …)`. */
export interface RoundgateEvents {
  'roundgate:ready': CustomEvent<Detail<'ready'>>;
  'roundgate:balance': CustomEvent<{ balance: Money }>;
  'roundgate:round-start': CustomEvent<Detail<'round-start'>>;
  'roundgate:round-end': CustomEvent<Detail<'round-end'>>;
  'roundgate:rg-notice': CustomEvent<Detail<'rg-notice'>>;
  'roundgate:error': CustomEvent<Detail<'error'> & { problem: ProblemCode | null }>;
  'roundgate:exit': CustomEvent<Detail<'exit'>>;
}

/**
 * The operator's element. Attributes: `launch-endpoint` (an address of your own that answers createSession's answer) or
 * `launch-url`; `game-id`; `locale`. The game starts when the element enters the page.
 */
export interface RoundgateGameElement extends HTMLElement {
  /** Starts over with a new session. */
  launch(): Promise<void>;
  pause(): void;
  resume(): void;
  mute(muted: boolean): void;
  setLocale(locale: string): void;
  /** Asks for the balance again, after the wallet changed outside the game. */
  refreshBalance(): void;
  /** Takes the game away; a running round is settled all the same. */
  exit(): void;
  addEventListener<K extends keyof RoundgateEvents>(
    type: K,
    listener: (event: RoundgateEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
