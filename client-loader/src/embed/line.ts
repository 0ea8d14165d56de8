import type { LoaderMessage } from '@roundgate/contract';

/** The loader behind the element, wherever it does its work. The element knows no more of it than this. */
export interface Line {
  /** What the player sees. */
  readonly node: HTMLElement;
  /** Sends a message and returns its `seq`. */
  send(type: string, fields?: object): number;
}

/** What the element does with what it is told. */
export interface LineEvents {
  /** The loader answered; commands may be sent. */
  onOpen(): void;
  onMessage(message: LoaderMessage): void;
  /** The loader is gone though nobody closed it. */
  onLost(): void;
}

/** Opens a loader at an address; everything of it ends with the signal. The node works from when it is in the page. */
export type OpenLine = (url: URL, title: string, events: LineEvents, signal: AbortSignal) => Line;
