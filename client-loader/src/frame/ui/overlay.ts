import { el } from './el.ts';

/** One screen over the game, made anew when what it shows becomes another. */
export interface OverlayParts {
  readonly title: string;
  readonly body: readonly (Node | null)[];
  readonly actions: readonly (Node | null)[];
  /** Called a few times a second, for what moves by itself. */
  tick?(): void;
}

const FOCUSABLE = 'button,a[href],input';

/** The modal layer over the game's stage. The bar above it stays in sight, with its links. */
export class Overlay {
  readonly #main: HTMLElement;
  readonly #title = el('h2', { id: 'overlay-title' });
  readonly #body = el('div', { class: 'body' });
  readonly #actions = el('div', { class: 'actions' });
  readonly #dialog = el(
    'section',
    {
      id: 'overlay',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-labelledby': this.#title.id,
      tabindex: '-1',
      keydown: (event) => this.#onKey(event as KeyboardEvent),
    },
    el('div', { class: 'card' }, this.#title, this.#body, this.#actions),
  );
  readonly #focusGame: () => void;
  readonly #onEscape: () => void;
  #parts: OverlayParts | null = null;
  /** Names what is open: another key is another screen. */
  #key = '';
  #opener: Element | null = null;

  /** Lies over all children of `main`; `focusGame` gives the focus to the game when it came from there. */
  constructor(main: HTMLElement, focusGame: () => void, onEscape: () => void) {
    this.#main = main;
    this.#focusGame = focusGame;
    this.#onEscape = onEscape;
  }

  /** Shows a screen; the one that is open already only moves on. */
  show(key: string, make: () => OverlayParts): void {
    if (this.#key !== key) this.#open(key, make());
    this.#parts?.tick?.();
  }

  #open(key: string, parts: OverlayParts): void {
    this.#key = key;
    const isNew = !this.#parts;
    this.#parts = parts;
    this.#title.textContent = parts.title;
    this.#body.replaceChildren(...parts.body.filter((node) => node !== null));
    this.#actions.replaceChildren(...parts.actions.filter((node) => node !== null));
    const hadFocus = document.hasFocus();
    if (isNew) {
      this.#opener = document.activeElement;
      this.#setInert(true);
      this.#main.append(this.#dialog);
    }
    // Not its first button: a key that was meant for the game must not answer for the player.
    if (hadFocus) this.#dialog.focus();
  }

  /** Takes the screen away, and gives the focus back. */
  close(): void {
    if (!this.#parts) return;
    this.#parts = null;
    this.#key = '';
    const hadFocus = this.#dialog.contains(document.activeElement);
    this.#dialog.remove();
    this.#setInert(false);
    if (!hadFocus) return;
    if (this.#opener instanceof HTMLButtonElement) this.#opener.focus();
    else this.#focusGame();
  }

  #setInert(on: boolean): void {
    for (const child of this.#main.children) child.toggleAttribute('inert', on);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#onEscape();
    if (event.key !== 'Tab') return;
    const stops = [...this.#dialog.querySelectorAll<HTMLElement>(FOCUSABLE)];
    if (event.shiftKey) stops.reverse();
    const isAtEnd =
      document.activeElement === stops.at(-1) || (event.shiftKey && event.target === this.#dialog);
    if (stops.length > 0 && !isAtEnd) return;
    event.preventDefault();
    stops[0]?.focus();
  }
}
