import { el } from '../../engine/dom.ts';
import { type Painter, paintCanvas } from '../../engine/paint.ts';
import type { Picker, PrizeAmounts } from '../events/round-show.ts';
import type { PrizePictures, Theme } from '../theme.ts';
import type { Words } from '../words.ts';
import { symbolWords } from './symbol-picture.ts';

/** Painted larger than it is ever shown on a phone; the style sheet fits it into its place. */
const PICTURE_PX = 110;

const picture = (painter: Painter): HTMLCanvasElement => {
  const canvas = paintCanvas(PICTURE_PX, PICTURE_PX, Math.min(Math.max(devicePixelRatio, 1), 2), painter);
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
};

/**
 * The choice of the bonus: closed pictures over the reels, of which the player opens one. What is in it the server has
 * drawn already, whichever is opened.
 */
export class PickScreen implements Picker {
  readonly #theme: Theme;
  readonly #words: Words;
  readonly #accepts: () => boolean;
  readonly #focusAfter: () => void;
  readonly #title = el('p', { class: 'pick-title' });
  readonly #choices = el('div', { class: 'choices' });
  readonly #box = el('section', { class: 'pick', children: [this.#title, this.#choices] });
  readonly #parent: HTMLElement;
  #pictures: PrizePictures | null = null;
  #buttons: HTMLButtonElement[] = [];

  /** `accepts` says whether a press counts at this moment; `focusAfter` takes the focus back when the choice is over. */
  constructor(
    parent: HTMLElement,
    theme: Theme,
    words: Words,
    { accepts, focusAfter }: { accepts: () => boolean; focusAfter: () => void },
  ) {
    this.#parent = parent;
    this.#theme = theme;
    this.#words = words;
    this.#accepts = accepts;
    this.#focusAfter = focusAfter;
    this.#box.setAttribute('role', 'group');
  }

  open(symbol: string, count: number): Promise<number> {
    const { prize } = this.#theme;
    const own = this.#theme.symbol(symbol, symbolWords(this.#words));
    const pictures = prize ?? { closed: own, open: own };
    this.#pictures = pictures;
    return new Promise((resolve) => {
      this.#buttons = Array.from({ length: count }, (_, index) => {
        const press = () => this.#accepts() && resolve(index);
        const children = [picture(pictures.closed)];
        return el('button', {
          class: 'choice',
          attributes: { type: 'button' },
          on: { click: press },
          children,
        });
      });
      this.#choices.replaceChildren(...this.#buttons);
      this.relabel();
      this.#parent.append(this.#box);
      this.#buttons[0]?.focus({ preventScroll: true });
    });
  }

  reveal(chosen: number, { amount, others }: PrizeAmounts): void {
    const rest = [...others];
    this.#buttons.forEach((button, index) => {
      const isChosen = index === chosen;
      const text = isChosen ? amount : (rest.shift() ?? '');
      button.classList.add(isChosen ? 'chosen' : 'left');
      button.setAttribute('aria-disabled', 'true');
      button.removeAttribute('aria-label');
      const open = this.#pictures?.open;
      button.style.setProperty('--chars', String(text.length));
      button.replaceChildren(
        ...(open ? [picture(open)] : []),
        el('span', { class: 'prize', children: [text] }),
      );
    });
  }

  close(): void {
    const hadFocus = this.#box.contains(document.activeElement);
    this.#box.remove();
    this.#choices.replaceChildren();
    this.#buttons = [];
    if (hadFocus) this.#focusAfter();
  }

  /** Writes its words in the language that is set now. */
  relabel(): void {
    const title = this.#words.text('line.bonusPick');
    this.#title.textContent = title;
    this.#box.setAttribute('aria-label', title);
    this.#buttons.forEach((button, index) => {
      if (button.classList.contains('chosen') || button.classList.contains('left')) return;
      button.setAttribute('aria-label', this.#words.text('bonus.choice', { number: index + 1 }));
    });
  }
}
