// What an operator's page may rely on. It stands alone, without an import, because it is published as it is; a type
// test holds it to the contract, and the tables of docs/integration.md are made from its comments.

/** An amount: an integer number of minor units, never a float. */
export interface Money {
  readonly amount_minor: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Digits after the decimal point of this currency. */
  readonly exponent: number;
}

/** Why play is over. */
export type ExitReason =
  /** Your page called `exit()`. */
  | 'operator'
  /** The player left by the loader's own means. */
  | 'player'
  /** The session ended: its time is up, it was ended by your server, or it was opened elsewhere. */
  | 'session_ended'
  /** Responsible gaming: a block, a limit or the panic button. */
  | 'rg'
  /** The page was left, or the element was taken out of it. */
  | 'navigated';

/** Why a game did not start or was stopped, as the `code` of a {@link RoundgateError} and of `roundgate:error`. */
export type RoundgateErrorCode =
  /** The launch endpoint refused, or the loader was refused a session; `problem` says why. */
  | 'launch_failed'
  /** The launch endpoint did not answer within 10 seconds. */
  | 'launch_timeout'
  /** The launch endpoint answered with something that holds no `launch_url`. */
  | 'launch_invalid'
  /** The page's own policy (CSP, sandbox) forbids the request or the frame: see the recipes below. */
  | 'blocked_by_policy'
  /** The loader frame did not answer within 15 seconds: offline, or this origin is not registered for the operator. */
  | 'loader_timeout'
  /** The launch token was used or is too old: launch again. */
  | 'launch_expired'
  /** The game is not certified here, or the market's rules refuse the session. */
  | 'market_refused'
  /** The player is blocked, excluded or cooling off. */
  | 'rg_blocked'
  /** The session is over. */
  | 'session_ended'
  /** The build could not be found. */
  | 'build_missing'
  /** The papers that vouch for the game could not be had. */
  | 'trust_missing'
  /** The papers that vouch for the game have expired. */
  | 'trust_expired'
  /** The papers are older than those seen before: nothing was run. */
  | 'trust_rolled_back'
  /** This version of the game was withdrawn. */
  | 'build_revoked'
  /** The script that your page pins is older than the platform still trusts: take the new tag. */
  | 'loader_too_old'
  /** A signature does not hold: nothing was run. */
  | 'signature_invalid'
  /** A file is not the one that was signed: nothing was run. */
  | 'digest_mismatch'
  /** A file has another size than the one that was signed: nothing was run. */
  | 'size_mismatch'
  /** A file could not be fetched. */
  | 'download_failed'
  /** The session is for another build than the one that was verified. */
  | 'build_mismatch'
  /** The game itself failed; the running round is settled. */
  | 'game_failed'
  /** A frame went elsewhere and was closed. */
  | 'frame_escaped'
  /** A frame spoke out of turn and was closed. */
  | 'bridge_violation'
  /** Nothing answered. */
  | 'network'
  /** The browser lacks what verification needs, or the page is not a secure context. */
  | 'unsupported_browser'
  /** A recorded round cannot be shown again; the round and its money stay as they are. */
  | 'replay_refused'
  /** A command came too early: the game is not ready for it. */
  | 'not_ready'
  /** A command came too late, or a newer launch took its place. */
  | 'ended'
  /** A command could not be carried out now. */
  | 'unavailable'
  /** A command was not answered within 15 seconds (3 for `exit`). */
  | 'command_timeout';

/** What `launch()` and the commands reject with. */
export interface RoundgateError extends Error {
  readonly code: RoundgateErrorCode;
  /** Problem code of the gateway, such as `RG_BLOCKED`; null where the gateway said nothing. */
  readonly problem: string | null;
}

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

/** Where the element is: `idle` before a launch, then one after the other; `failed` and `ended` are ends. */
export type RoundgateState = 'idle' | 'launching' | 'loading' | 'ready' | 'failed' | 'ended';

/** The events of `<roundgate-game>`. They bubble; listen on the element or on any ancestor. */
export interface RoundgateEvents {
  /** The game is on the screen and the player may play. */
  'roundgate:ready': CustomEvent<{ readonly game_id: string; readonly build_hash: string }>;
  /** The balance that the wallet answered, after a round or a refresh. */
  'roundgate:balance': CustomEvent<{ readonly balance: Money }>;
  /** A bet left for the gateway. */
  'roundgate:round-start': CustomEvent<{ readonly round_id: string; readonly stake: Money }>;
  /** The round is settled. */
  'roundgate:round-end': CustomEvent<{
    readonly round_id: string;
    readonly stake: Money;
    readonly win: Money;
  }>;
  /** Responsible gaming tells or asks the player something: {@link RgNotice}. */
  'roundgate:rg-notice': CustomEvent<{ readonly name: RgNotice }>;
  /** No input and no round for `idle-after` seconds; told again after each further such time. */
  'roundgate:idle': CustomEvent<{ readonly idle_ms: number }>;
  /** The page was hidden or shown again while a game was there. */
  'roundgate:visibility': CustomEvent<{ readonly visible: boolean }>;
  /** The game did not start or was stopped; `message` is what the player reads, in the player's language. */
  'roundgate:error': CustomEvent<{
    readonly code: RoundgateErrorCode;
    readonly message: string;
    readonly problem: string | null;
  }>;
  /** Play is over, and why; told once for each game that was opened. */
  'roundgate:exit': CustomEvent<{ readonly reason: ExitReason }>;
}

/** What {@link RoundgateGameElement.launcher} is called with. */
export interface LaunchRequest {
  readonly game_id: string | null;
  /** The attribute; `demo` for play money: open a demo (`createDemo`) instead of a session. */
  readonly mode?: string | undefined;
  /** The visitor's wish for a demo, from the attribute; send the gateway the country that you know. */
  readonly country?: string | undefined;
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/** The attributes of `<roundgate-game>`. */
export interface RoundgateAttributes {
  /** The game, such as `g-night-market`; sent to the launch endpoint. */
  'game-id'?: string;
  /** Address of your own server that opens a session: gets a POST with `{"game_id": …}`, answers what `createSession` answered. */
  'launch-endpoint'?: string;
  /** A `launch_url` that your server put into the page; it works once. */
  'launch-url'?: string;
  /** `demo` for play money: the POST then holds `"mode": "demo"` and is answered with what `createDemo` answered. */
  mode?: 'demo';
  /** The visitor's country, sent along as a wish when a demo is asked for. */
  country?: string;
  /** Language of the player, such as `de` or `pt-BR`; may change at any time. */
  locale?: string;
  /** Without sound; may change at any time and holds for later launches too. */
  muted?: boolean | '';
  /** Pinned mode only: origin of the edge, where it is not that of the script's own address. */
  edge?: string;
  /** Seconds without input or round after which `roundgate:idle` is told; 60 if absent, 0 for never. */
  'idle-after'?: number | string;
}

/** The operator's element. The game starts when the element, with a way to launch, enters the page. */
export interface RoundgateGameElement extends HTMLElement {
  /** Opens the session in your own way instead of `launch-endpoint`: set it before the element enters the page, or call `launch()`. */
  launcher?: ((request: LaunchRequest) => Promise<{ readonly launch_url: string }>) | undefined;
  /** Where the element is now. */
  readonly state: RoundgateState;
  /** Starts over with a new session; settles when the loader answered, `roundgate:ready` follows. */
  launch(): Promise<void>;
  /** Freezes the game; a running round is settled all the same. */
  pause(): Promise<void>;
  /** Ends `pause()`. */
  resume(): Promise<void>;
  /** Turns the sound off or on; kept when there is no game yet. */
  mute(muted: boolean): void;
  /** Changes the language; kept when there is no game yet. */
  setLocale(locale: string): void;
  /** Asks for the balance again, after the wallet changed outside the game; `roundgate:balance` follows. */
  refreshBalance(): Promise<void>;
  /** Opens the player's history in the game, as soon as no round is running. */
  showHistory(): Promise<void>;
  /** Takes the game away; a running round is settled all the same. Never rejects. */
  exit(): Promise<void>;
  addEventListener<K extends keyof RoundgateEvents>(
    type: K,
    listener: (event: RoundgateEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (event: HTMLElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'roundgate-game': RoundgateGameElement;
  }
}
