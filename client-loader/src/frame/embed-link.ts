import type { CommandFault } from '@roundgate/contract';
import { asEmbedMessage } from '../protocol/guards.ts';
import { createRateGuard } from '../protocol/rate.ts';
import type { Command } from './commands.ts';

/** Carries out a command; answers why not, when it does not. */
export type CommandHandler = (command: Command) => Promise<CommandFault | undefined>;

/** The loader's line to the operator's page: exact origins both ways, and only to the page that embeds us. */
export class EmbedLink {
  readonly #ancestors: readonly string[];
  readonly #onCommand: CommandHandler;
  readonly #untold: readonly string[] | undefined;
  readonly #mayReceive = createRateGuard(60, 30, () => performance.now());
  readonly #waiting: object[] = [];
  #origin: string | undefined;
  #seq = 0;
  #heard = 0;

  /** Events named in `untold` are not sent. */
  constructor(ancestors: readonly string[], onCommand: CommandHandler, untold?: readonly string[]) {
    this.#ancestors = ancestors;
    this.#onCommand = onCommand;
    this.#untold = untold;
    addEventListener('message', (event) => this.#receive(event));
  }

  /** Sends an event; what is said before the page has greeted us waits for it. */
  send(type: string, fields: object = {}): void {
    if (this.#untold?.includes(type)) return;
    this.#waiting.push({ type, ...fields });
    this.#flush();
  }

  #receive({ source, origin, data }: MessageEvent): void {
    if (source !== parent || source === window || !this.#ancestors.includes(origin)) return;
    const command = asEmbedMessage(data);
    if (!command || command.seq <= this.#heard || !this.#mayReceive()) return;
    this.#heard = command.seq;
    if (command.type !== 'hello') return void (this.#origin === origin && this.#carryOut(command));
    this.#origin ??= origin;
    this.#post({ type: 'hello' });
    this.#flush();
  }

  /** Every command is answered, also one that failed. */
  async #carryOut(command: Command): Promise<void> {
    const code = await this.#onCommand(command).catch((): CommandFault => 'unavailable');
    this.#post(code ? { type: 'refused', of: command.seq, code } : { type: 'done', of: command.seq });
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
