import type { FeedMessage } from '@roundgate/contract';
import type { Api } from './api.ts';

const PROTOCOL = 'roundgate.feed.v1';
/** The session is asked for this often while no feed is open. */
const POLL_MS = 15_000;
/** A socket that leaves a ping unanswered until the next one has died in silence. */
const PING_MS = 20_000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;

const TYPES: ReadonlySet<string> = new Set(['rg', 'balance', 'ended', 'build_revoked', 'promo']);

/** What a feed needs from outside. */
export interface FeedTools {
  /** Gives a token that is good now. */
  readonly api: Pick<Api, 'token'>;
  onMessage(message: FeedMessage): void;
  /** Asks for the whole session: what was said while nobody listened. */
  refresh(): void;
}

/** The gateway's own words to a running session; comes back by itself, and polls while it is away (spec G2). */
export class Feed {
  readonly #url: string;
  readonly #tools: FeedTools;
  #socket: WebSocket | undefined;
  #failures = 0;
  #stopped = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #heard = true;

  constructor(url: string, tools: FeedTools) {
    this.#url = url;
    this.#tools = tools;
  }

  /** Begins to listen; one that was stopped before stays so. */
  start(): void {
    if (this.#stopped) return;
    this.#startPolling();
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    clearInterval(this.#poll);
    this.#drop();
  }

  /** Tries at once instead of waiting: the device is online or awake again. */
  hurry(): void {
    this.#tools.refresh();
    if (this.#stopped || this.#socket) return;
    clearTimeout(this.#retry);
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const token = await this.#tools.api.token();
    if (this.#stopped || this.#socket) return;
    const socket = new WebSocket(this.#url, [PROTOCOL, token]);
    this.#socket = socket;
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = () => this.#closed();
  }

  #opened(socket: WebSocket): void {
    this.#failures = 0;
    clearInterval(this.#poll);
    this.#poll = undefined;
    this.#heard = true;
    this.#ping = setInterval(() => {
      if (!this.#heard) return this.#closed();
      this.#heard = false;
      socket.send('ping');
    }, PING_MS);
    this.#tools.refresh();
  }

  /** Lets go of the socket, whether or not it can still say that it is closed. */
  #drop(): void {
    clearInterval(this.#ping);
    if (this.#socket) this.#socket.onclose = null;
    this.#socket?.close();
    this.#socket = undefined;
  }

  #hear(data: unknown): void {
    this.#heard = true;
    if (data === 'pong') return;
    try {
      const message = JSON.parse(String(data)) as FeedMessage;
      if (TYPES.has(message.type)) this.#tools.onMessage(message);
    } catch {
      // A line that cannot be read says nothing; the next poll tells how things stand.
      this.#tools.refresh();
    }
  }

  #closed(): void {
    this.#drop();
    this.#startPolling();
    const limitMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    // Half of the wait is chance, so that a restarted edge does not meet all its players at once.
    this.#retry = setTimeout(() => void this.#connect(), (limitMs * (1 + Math.random())) / 2);
  }

  #startPolling(): void {
    this.#poll ??= setInterval(() => this.#tools.refresh(), POLL_MS);
  }
}
