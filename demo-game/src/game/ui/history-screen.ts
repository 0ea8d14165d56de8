import type { RoundSummary } from '@roundgate/contract';
import { createSheet, el, type Sheet } from '../../engine/dom.ts';
import type { GameHost } from '../../session/host.ts';
import { jackpotName } from '../jackpot-name.ts';
import type { Words } from '../words.ts';

const VOID_STATES: readonly RoundSummary['state'][] = ['REJECTED', 'CANCELLED', 'DECLINED'];

function stateKey(state: RoundSummary['state']): string {
  if (state === 'SETTLED') return 'history.state.settled';
  return VOID_STATES.includes(state) ? 'history.state.void' : 'history.state.open';
}

/** The player's own rounds, newest first, a page at a time. */
export class HistoryScreen {
  readonly sheet: Sheet;
  readonly #words: Words;
  readonly #host: GameHost;
  readonly #list = el('ul', { class: 'rounds' });
  readonly #note = el('p', { class: 'note', attributes: { role: 'status' } });
  readonly #more: HTMLButtonElement;
  #rounds: RoundSummary[] = [];
  #nextBefore: string | null = null;
  /** Counts the openings, so that a late page of a closed screen is dropped. */
  #opening = 0;

  constructor(parent: HTMLElement, words: Words, host: GameHost) {
    this.sheet = createSheet(parent, 'history');
    this.#words = words;
    this.#host = host;
    const load = () => void this.#load(this.#opening);
    this.#more = el('button', { class: 'more', attributes: { type: 'button' }, on: { click: load } });
    this.sheet.body.append(this.#list, this.#note, this.#more);
  }

  open(): void {
    this.#opening += 1;
    this.#rounds = [];
    this.#nextBefore = null;
    this.#list.replaceChildren();
    this.#name();
    this.sheet.open();
    void this.#load(this.#opening);
  }

  /** Writes the pages that are loaded in the language that is set now. */
  write(): void {
    this.#name();
    this.#list.replaceChildren(...this.#rounds.map((round) => this.#row(round)));
    this.#note.textContent = this.#rounds.length === 0 ? this.#words.text('history.empty') : '';
    this.#more.textContent = this.#words.text('history.more');
    this.#more.hidden = this.#nextBefore === null;
  }

  #name(): void {
    this.sheet.name(this.#words.text('history.title'), this.#words.text('control.close'));
  }

  async #load(opening: number): Promise<void> {
    this.#note.textContent = this.#words.text('history.loading');
    this.#more.hidden = true;
    try {
      const page = await this.#host.history(this.#nextBefore);
      if (opening !== this.#opening) return;
      this.#rounds.push(...page.rounds);
      this.#nextBefore = page.next_before;
      this.write();
    } catch {
      // The loader has named the cause to the player where the market asks for it; here a retry is all that helps.
      if (opening === this.#opening) this.#offerRetry();
    }
  }

  #offerRetry(): void {
    this.#note.textContent = this.#words.text('history.failed');
    this.#more.textContent = this.#words.text('history.retry');
    this.#more.hidden = false;
  }

  #row(round: RoundSummary): HTMLElement {
    const { text, money, locale } = this.#words;
    const when = new Date(round.accepted_at);
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
    const pair = (label: string, value: string) =>
      el('div', {
        class: 'pair',
        children: [el('dt', { children: [label] }), el('dd', { children: [value] })],
      });
    const win = round.win ? money(round.win.amount_minor) : '–';
    const head = el('p', {
      class: 'round-head',
      children: [
        el('time', { attributes: { datetime: round.accepted_at }, children: [format.format(when)] }),
        el('span', { class: 'state', children: [text(stateKey(round.state))] }),
      ],
    });
    const bet = money(round.stake.amount_minor);
    const stake = (round.spin_type ?? 'cash') === 'cash' ? bet : text('history.freeSpin', { bet });
    const { jackpot } = round;
    const prize = jackpot
      ? [pair(jackpotName(jackpot.jackpot_id, this.#words), money(jackpot.amount.amount_minor))]
      : [];
    const facts = el('dl', {
      children: [pair(text('hud.stake'), stake), pair(text('hud.win'), win), ...prize],
    });
    const id = el('p', { class: 'round-id', children: [text('history.round', { id: round.round_id })] });
    return el('li', { class: 'round', children: [head, facts, id, ...this.#replay(round)] });
  }

  /** A settled round of real play can be watched again. */
  #replay({ round_id, state }: RoundSummary): HTMLElement[] {
    if (state !== 'SETTLED' || this.#host.config.mode === 'demo') return [];
    const click = () => this.#host.replay(round_id);
    const { text } = this.#words;
    const label = text('history.replay');
    // Many of these stand below each other: to those who only hear them, each names its round.
    const attributes = {
      type: 'button',
      'aria-label': `${label}: ${text('history.round', { id: round_id })}`,
    };
    return [el('button', { class: 'again', attributes, on: { click }, children: [label] })];
  }
}
