import type { LoaderErrorCode } from '@roundgate/contract';
import type { Words } from '../words.ts';
import { write } from './el.ts';

/** An element of the page that is always there. */
export const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

/** What is shown where no session is: how far the check has come, and why nothing runs. */
export class Shell {
  readonly #words: Words;
  #fatal: LoaderErrorCode | undefined;
  #line: string | null = null;

  constructor(words: Words) {
    this.#words = words;
  }

  progress(share: number): void {
    // A file that was still on its way must not write over the reason why nothing runs.
    if (this.#fatal) return;
    const bar = byId('progress') as HTMLProgressElement;
    bar.value = share;
    byId('status').textContent = this.#words.say('loading', {
      percent: this.#words.number(Math.round(share * 100)),
    });
  }

  /** The game is on the screen: the veil goes. */
  reveal(): void {
    byId('veil').hidden = true;
  }

  /** A line over the game's lower edge, by its message key; null takes it away. */
  line(key: string | null): void {
    this.#line = key;
    this.#writeLine();
  }

  /** The last thing that is shown: nothing of the game is left on the screen. */
  fail(code: LoaderErrorCode): string {
    this.#fatal = code;
    byId('stage').replaceChildren();
    byId('progress').hidden = true;
    byId('veil').hidden = false;
    this.line(null);
    byId('status').role = 'alert';
    this.relabel();
    return this.#words.say(`error.${code}`);
  }

  /** Writes everything in the language that is set now. */
  relabel(): void {
    if (this.#fatal) byId('status').textContent = this.#words.say(`error.${this.#fatal}`);
    this.#writeLine();
  }

  #writeLine(): void {
    const line = byId('waiting');
    write(line, this.#line ? this.#words.say(this.#line) : '');
    line.hidden = !this.#line;
  }
}
