import type { TableMessage, TournamentTable } from '@roundgate/contract';
import type { Api } from '../../frame/api.ts';

const PROTOCOL = 'roundgate.feed.v1';
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** The live table of one tournament, pushed; comes back by itself until it is closed. */
export class TableLine {
  readonly #url: string;
  readonly #api: Pick<Api, 'token'>;
  readonly #onTable: (table: TournamentTable) => void;
  #socket: WebSocket | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #closed = false;

  constructor(url: string, api: Pick<Api, 'token'>, onTable: (table: TournamentTable) => void) {
    this.#url = url;
    this.#api = api;
    this.#onTable = onTable;
    void this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  async #connect(): Promise<void> {
    const token = await this.#api.token();
    if (this.#closed) return;
    const socket = new WebSocket(this.#url, [PROTOCOL, token]);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = () => this.#again();
  }

  #hear(text: string): void {
    this.#failures = 0;
    try {
      const message = JSON.parse(text) as TableMessage;
      if (message.type === 'table' && !this.#closed) this.#onTable(message.table);
    } catch {
      // A line that cannot be read says nothing; the next one tells the whole table again.
    }
  }

  #again(): void {
    if (this.#closed) return;
    const limitMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    // Half of the wait is chance, so that a restarted edge does not meet all its players at once.
    this.#retry = setTimeout(() => void this.#connect(), (limitMs * (1 + Math.random())) / 2);
  }
}
