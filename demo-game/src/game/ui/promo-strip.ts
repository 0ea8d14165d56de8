import type { GameMeter } from '@roundgate/contract';
import { el } from '../../engine/dom.ts';
import { leftOf, type Packet } from '../../model/packets.ts';
import { RollingMeter } from '../../model/rolling-meter.ts';
import { tierOf } from '../jackpot-name.ts';
import type { Words } from '../words.ts';

/** A meter's figure is written this often at most. */
const WRITE_EVERY_MS = 90;

interface MeterParts {
  readonly name: HTMLElement;
  readonly value: HTMLElement;
  rolling: RollingMeter | null;
  shown: string;
}

/** What the strip tells of free spins: a packet that is played, or how many wait to be begun. */
export type StripState =
  | { readonly running: Packet }
  | { readonly waiting: number; readonly busy: boolean }
  | null;

/** What a strip needs of the game. */
export interface StripTools {
  /** Meters jump to what is told instead of counting. */
  still(): boolean;
  /** The player asks for the free spins that wait. */
  onGift(): void;
  /** It takes so much room from the reels now, in CSS pixels. */
  onHeight(heightPx: number): void;
}

/** The strip above the reels: jackpot meters, and how far a packet of free spins is. Takes no room while it is empty. */
export class PromoStrip {
  readonly #words: Words;
  readonly #still: () => boolean;
  readonly #onHeight: (heightPx: number) => void;
  readonly #meters = el('dl', { class: 'meters' });
  readonly #packet = el('p', { class: 'packet' });
  readonly #gift: HTMLButtonElement;
  readonly #box = el('section', { class: 'strip' });
  readonly #parts = new Map<string, MeterParts>();
  #told: readonly GameMeter[] = [];
  #state: StripState = null;
  #writtenMs = 0;
  /** Its height is to be told anew. */
  #isRefitted = false;

  constructor(parent: HTMLElement, words: Words, { still, onGift, onHeight }: StripTools) {
    this.#words = words;
    this.#still = still;
    this.#onHeight = onHeight;
    this.#gift = el('button', { class: 'gift', attributes: { type: 'button' }, on: { click: onGift } });
    this.#box.append(this.#meters, this.#packet, this.#gift);
    this.#box.hidden = true;
    parent.append(this.#box);
    this.relabel();
  }

  tellMeters(meters: readonly GameMeter[], nowMs: number): void {
    this.#told = meters;
    const ids = meters.map(({ jackpot_id }) => jackpot_id);
    for (const id of [...this.#parts.keys()]) if (!ids.includes(id)) this.#parts.delete(id);
    for (const meter of meters) this.#tellMeter(meter, nowMs);
    const cells = ids.flatMap((id) => this.#parts.get(id) ?? []);
    if (this.#meters.childElementCount !== cells.length)
      this.#meters.replaceChildren(
        ...cells.map(({ name, value }) => el('div', { class: 'meter', children: [name, value] })),
      );
    this.#show();
    this.#writeMeters(nowMs);
  }

  tellPackets(state: StripState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#show();
  }

  /** The picture was laid out anew: the strip may be wider or narrower. */
  refit(): void {
    this.#isRefitted = true;
  }

  /** One frame: the meters count on, and the picture makes room. */
  frame(nowMs: number): void {
    // Not by an observer: a size that changes while sizes are told is an error of the page, and an error ends the game.
    if (this.#isRefitted) {
      this.#isRefitted = false;
      this.#onHeight(this.#box.hidden ? 0 : this.#box.offsetHeight);
    }
    if (nowMs - this.#writtenMs >= WRITE_EVERY_MS) this.#writeMeters(nowMs);
  }

  /** Writes everything in the language that is set now. */
  relabel(): void {
    this.#meters.setAttribute('aria-label', this.#words.text('jackpot.meters'));
    for (const [id, { name }] of this.#parts) this.#name(id, name);
    for (const part of this.#parts.values()) part.shown = '';
    this.#show();
  }

  #tellMeter({ jackpot_id, meter_minor }: GameMeter, nowMs: number): void {
    const known = this.#parts.get(jackpot_id);
    const part = known ?? { name: el('dt'), value: el('dd'), rolling: null, shown: '' };
    if (!known) this.#name(jackpot_id, part.name);
    if (meter_minor === null) part.rolling = null;
    else if (part.rolling) part.rolling.tell(meter_minor, nowMs);
    else part.rolling = new RollingMeter(meter_minor, nowMs);
    this.#parts.set(jackpot_id, part);
  }

  #name(jackpotId: string, name: HTMLElement): void {
    name.textContent = tierOf(jackpotId) || this.#words.text('jackpot.name');
  }

  #writeMeters(nowMs: number): void {
    this.#writtenMs = nowMs;
    for (const { jackpot_id, meter_minor } of this.#told) {
      const part = this.#parts.get(jackpot_id);
      if (!part) continue;
      const minor = this.#still() ? meter_minor : part.rolling?.at(nowMs);
      const text = minor == null ? '–' : this.#words.money(minor);
      if (text === part.shown) continue;
      part.shown = text;
      part.value.textContent = text;
      // An amount of many digits is set smaller, so that none of them is lost.
      part.value.style.setProperty('--chars', String(text.length));
    }
  }

  #show(): void {
    const { text, money } = this.#words;
    const state = this.#state;
    const running = state && 'running' in state ? state.running : null;
    const waiting = state && 'waiting' in state ? state.waiting : 0;
    this.#meters.hidden = this.#parts.size === 0;
    this.#packet.hidden = running === null;
    if (running) {
      const left = text('promo.left', { left: leftOf(running), count: running.count });
      const won = text('promo.wonSoFar', { amount: money(running.wonMinor) });
      this.#packet.replaceChildren(
        el('b', { children: [left] }),
        el('span', { children: [running.wonMinor > 0 ? won : ''] }),
      );
    }
    this.#gift.hidden = waiting === 0;
    this.#gift.textContent = waiting > 0 ? text('promo.waiting', { count: waiting }) : '';
    this.#gift.setAttribute('aria-disabled', String(state !== null && 'busy' in state && state.busy));
    this.#box.hidden = this.#meters.hidden && this.#packet.hidden && this.#gift.hidden;
    this.refit();
  }
}
