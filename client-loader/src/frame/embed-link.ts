import type { EmbedMessage } from '@roundgate/contract';
import { asEmbedMessage } from '../protocol/guards.ts';

/** The loader's line to the operator's page: exact origins both ways, and only to the page that embeds us. */
export class EmbedLink {
  readonly #ancestors: readonly string[];
  readonly #onCommand: (command: EmbedMessage) => void;
  readonly #waiting: object[] = [];
  #origin: string | undefined;
  #seq = 0;

  constructor(ancestors: readonly string[], onCommand: (command: EmbedMessage) => void) {
    this.#ancestors = ancestors;
    this.#onCommand = onCommand;
    addEventListener('message', (event) => this.#receive(event));
  }

  /** Sends an event; what is said before the page has greeted us waits for it. */
  send(type: string, fields: object = {}): void {
    this.#waiting.push({ type, ...fields });
    this.#flush();
  }

  #receive({ source, origin, data }: MessageEvent): void {
    if (source !== parent || source === window || !this.#ancestors.includes(origin)) return;
    const command = asEmbedMessage(data);
    if (!command) return;
    if (command.type !== 'hello') return void (this.#origin === origin && this.#onCommand(command));
    this.#origin ??= origin;
    this.#post({ type: 'hello' });
    this.#flush();
  }

  #flush(): void {
    if (!this.#origin) return;
    for (const message of this.#waiting.splice(0)) this.#post(message);
  }

  #post(message: object): void {
    this.#seq += 1;
    if (this.#origin) parent.postMessage({ rg: 1, seq: this.#seq, ...message }, this.#origin);
  }
}
