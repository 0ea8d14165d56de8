import type { LoaderErrorCode, Money, SessionInfo } from '@roundgate/contract';
import { moneyText } from './money.ts';
import type { Words } from './words.ts';

const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`#${id} is missing from the page`);
  return element;
};

const clockText = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
};

/** What the market and the loader show, outside the game's frame and never through it. */
export class LoaderUi {
  readonly #words: Words;
  #session: SessionInfo | undefined;
  #balance: Money | null = null;
  #net: Money | undefined;
  #openedAtMs = 0;
  #fatal: { code: LoaderErrorCode; text: string } | undefined;

  constructor(words: Words) {
    this.#words = words;
    setInterval(() => this.#tick(), 1000);
  }

  /** Shows a session's market rules; called again when the language changes. */
  showSession(session: SessionInfo): void {
    if (!this.#session) this.#openedAtMs = performance.now() - session.session_time_ms;
    this.#session = session;
    this.#balance ??= session.balance;
    this.render();
  }

  setBalance(balance: Money): void {
    this.#balance = balance;
    this.render();
  }

  /** Adds the end of a round to the session's net position. */
  addRound(stake: Money, win: Money): void {
    const before = this.#net?.amount_minor ?? 0;
    this.#net = { ...stake, amount_minor: before + win.amount_minor - stake.amount_minor } as Money;
    this.render();
  }

  progress(share: number): void {
    // A file that was still on its way must not write over the reason why nothing runs.
    if (this.#fatal) return;
    const bar = byId('progress') as HTMLProgressElement;
    bar.value = share;
    byId('status').textContent = this.#words.say('loading', { percent: Math.round(share * 100) });
  }

  /** The game is on the screen: the veil goes. */
  reveal(): void {
    byId('veil').hidden = true;
  }

  waiting(on: boolean): void {
    const line = byId('waiting');
    line.textContent = on ? this.#words.say('reconnecting') : '';
    line.hidden = !on;
  }

  /** The last thing that is shown: nothing of the game is left on the screen. */
  fail(code: LoaderErrorCode): string {
    const text = this.#words.say(`error.${code}`);
    this.#fatal = { code, text };
    byId('stage').replaceChildren();
    byId('progress').hidden = true;
    byId('veil').hidden = false;
    byId('waiting').hidden = true;
    const status = byId('status');
    status.setAttribute('role', 'alert');
    status.textContent = text;
    return text;
  }

  render(): void {
    const session = this.#session;
    if (this.#fatal) byId('status').textContent = this.#words.say(`error.${this.#fatal.code}`);
    if (!session) return;
    const { say, locale } = { say: this.#words.say.bind(this.#words), locale: this.#words.locale };
    byId('bar').hidden = false;
    const age = byId('age');
    age.textContent = session.market.age_label;
    age.setAttribute('aria-label', say('age_label', { age: session.market.age_label }));
    byId('warnings').textContent = session.market.warnings.map((key) => say(`warning.${key}`)).join(' ');
    byId('links').replaceChildren(...session.market.links.map((link) => this.#link(link)));
    byId('balance-label').textContent = say('balance');
    byId('balance').textContent = this.#balance ? moneyText(this.#balance, locale) : '–';
    byId('net-label').textContent = say('net_position');
    byId('net').textContent = this.#net ? moneyText(this.#net, locale) : '–';
    byId('clock-label').textContent = say('session_time');
    this.#tick();
  }

  #link(link: SessionInfo['market']['links'][number]): HTMLElement {
    const item = document.createElement(link.url ? 'a' : 'span');
    if (link.url && item instanceof HTMLAnchorElement) {
      item.href = link.url;
      item.target = '_blank';
      item.rel = 'noopener noreferrer';
    }
    item.textContent = `${this.#words.say(`link.${link.kind}`)}: ${link.text}`;
    return item;
  }

  #tick(): void {
    if (this.#session) byId('clock').textContent = clockText(performance.now() - this.#openedAtMs);
  }
}
