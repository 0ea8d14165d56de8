import { createSheet, el, type Sheet } from '../../engine/dom.ts';
import { leftOf, type Packet } from '../../model/packets.ts';
import type { Words } from '../words.ts';

/** What the player can answer. */
export interface InvitationActions {
  accept(packet: Packet): void;
  /** Closed in any other way: not now. */
  putOff(): void;
}

/** Asks whether a packet of free spins is to be played now. A key that was meant for the reels closes it, and starts nothing. */
export class Invitation {
  readonly #sheet: Sheet;
  readonly #words: Words;
  readonly #lead = el('p', { class: 'gift-lead' });
  readonly #until = el('p', { class: 'note' });
  readonly #accept: HTMLButtonElement;
  readonly #later: HTMLButtonElement;
  #packet: Packet | null = null;

  constructor(parent: HTMLElement, words: Words, actions: InvitationActions) {
    this.#sheet = createSheet(parent, 'gift');
    this.#words = words;
    const accept = () => {
      const packet = this.#packet;
      this.#packet = null;
      this.#sheet.close();
      if (packet) actions.accept(packet);
    };
    const button = (name: string, click: () => void) =>
      el('button', { class: name, attributes: { type: 'button' }, on: { click } });
    this.#accept = button('more', accept);
    this.#later = button('again', () => this.#sheet.close());
    this.#sheet.body.append(this.#lead, this.#until, this.#accept, this.#later);
    this.#sheet.dialog.addEventListener('close', () => {
      const packet = this.#packet;
      this.#packet = null;
      if (packet) actions.putOff();
    });
  }

  get packet(): Packet | null {
    return this.#packet;
  }

  open(packet: Packet): void {
    this.#packet = packet;
    this.relabel();
    this.#sheet.open();
  }

  /** What it asks about is not there any more; nothing was answered. */
  withdraw(): void {
    this.#packet = null;
    this.#sheet.close();
  }

  /** Writes its words in the language that is set now. */
  relabel(): void {
    const packet = this.#packet;
    if (!packet) return;
    const { text, money, locale } = this.#words;
    const left = leftOf(packet);
    const until = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
    const isTournament = packet.kind === 'tournament';
    const title = isTournament ? text('promo.tournament') : text('promo.waiting', { count: left });
    this.#sheet.name(title, text('control.close'));
    this.#lead.textContent = text('promo.text', { bet: money(packet.betMinor) });
    const time = until.format(packet.expiresAtMs);
    const some = packet.used > 0 ? `${text('promo.left', { left, count: packet.count })} · ` : '';
    this.#until.textContent = `${some}${text('promo.until', { time })}`;
    this.#accept.textContent = text('promo.start');
    this.#later.textContent = text('promo.later');
  }
}
