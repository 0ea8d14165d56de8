import { el } from '../../engine/dom.ts';
import { percentText } from '../../model/amounts.ts';
import type { Theme } from '../theme.ts';
import type { Words } from '../words.ts';
import { symbolPicture } from './symbol-picture.ts';

/** The first screen: what is played, and the press that lets sound begin. It stands inside the cabinet. */
export class StartScreen {
  readonly #theme: Theme;
  readonly #box = el('section', { class: 'start' });
  readonly #hero = el('div', { class: 'hero', attributes: { 'aria-hidden': 'true' } });
  readonly #lead = el('p', { class: 'lead' });
  readonly #facts = el('p', { class: 'facts' });
  readonly #play: HTMLButtonElement;

  /** `onPlay` is told whether the keyboard pressed. */
  constructor(parent: HTMLElement, theme: Theme, onPlay: (byKey: boolean) => void) {
    this.#theme = theme;
    const press = (event: Event) => {
      this.#box.remove();
      onPlay(event instanceof PointerEvent && event.pointerType === '');
    };
    this.#play = el('button', { class: 'play', attributes: { type: 'button' }, on: { click: press } });
    const foot = el('div', { class: 'start-foot', children: [this.#lead, this.#play, this.#facts] });
    this.#box.append(el('h1', { class: 'sr', children: [theme.title] }), this.#hero, foot);
    parent.append(this.#box);
  }

  get open(): boolean {
    return this.#box.isConnected;
  }

  /** Presses the button, for keys that were not aimed at it. */
  press(): void {
    this.#play.click();
  }

  /** Paints the symbols for a width of the reels, in CSS pixels. */
  paint(words: Words, reelsWidth: number): void {
    const size = Math.round(Math.min(reelsWidth * 0.3, 260));
    const { hero } = this.#theme;
    this.#hero.replaceChildren(...hero.map((symbol) => symbolPicture(this.#theme, symbol, size, words)));
  }

  /** Writes its words in the language that is set now. */
  write(words: Words, lines: number, rtp: string): void {
    this.#lead.textContent = words.text('start.lead');
    this.#play.textContent = words.text('start.play');
    const facts = [
      words.text('start.lines', { lines }),
      words.text('start.rtp', { rtp: percentText(rtp, words.locale) }),
    ];
    this.#facts.textContent = facts.join('  ·  ');
  }
}
