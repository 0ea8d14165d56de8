import type { LoaderMessage, Money, ProblemCode } from '@roundgate/contract';

type Detail<T extends LoaderMessage['type']> = Omit<
  Extract<LoaderMessage, { type: T }>,
  'rg' | 'seq' | 'type'
>;

/**
 * What the player is being shown or asked, as `roundgate:rg-notice` names it. The loader has already done what is due:
 * the operator's page may add its own help, but has nothing to enforce.
 *
 * | name | when |
 * |---|---|
 * | `reality_check` | time, stakes, wins and net are shown; play waits until the player has acknowledged them |
 * | `rest` | a break that the market prescribes has begun |
 * | `reality_check_choice` | the player is asked how often to be reminded |
 * | `limits_needed` | the player is asked for the limits of this session; play waits for them |
 * | `limit_near` | a limit of the player is nearly reached |
 * | `login_notice` | the limits offer and its state are shown at the start |
 * | `panic` | the player has pressed the panic button and is blocked |
 * | `blocked` | play is blocked for another reason: exclusion, cool-off, a limit, duty of care, idleness |
 * | `session_ended` | the session is over |
 * | `build_revoked` | the build was withdrawn and the game is taken away |
 */
export type RgNotice =
  | 'reality_check'
  | 'rest'
  | 'reality_check_choice'
  | 'limits_needed'
  | 'limit_near'
  | 'login_notice'
  | 'panic'
  | 'blocked'
  | 'session_ended'
  | 'build_revoked';

/** The events of `<roundgate-game>`: listen with `element.addEventListener('roundgate:ready', …)`. */
export interface RoundgateEvents {
  'roundgate:ready': CustomEvent<Detail<'ready'>>;
  'roundgate:balance': CustomEvent<{ balance: Money }>;
  'roundgate:round-start': CustomEvent<Detail<'round-start'>>;
  'roundgate:round-end': CustomEvent<Detail<'round-end'>>;
  'roundgate:rg-notice': CustomEvent<{ readonly name: RgNotice }>;
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
