import { Container, Text } from 'pixi.js';
import type { Clock } from '../../engine/clock.ts';
import { easeOutBack, linear } from '../../engine/easing.ts';
import type { Layout } from '../../engine/layout.ts';
import type { MotionPreference } from '../../engine/motion.ts';
import { shape } from '../../engine/shape.ts';
import { DISPLAY_FACE, type PlaqueColours, TEXT_FACE } from '../theme.ts';

/** What the plaque says, from top to bottom; empty texts take no room. */
export interface PlaqueWords {
  readonly head: string;
  readonly amount: string;
  readonly foot: string;
}

/** A board over the reels for what deserves a moment: wins above the stake, free spins, prizes. */
export class Plaque extends Container {
  readonly #clock: Clock;
  readonly #motion: MotionPreference;
  readonly #colours: PlaqueColours;
  readonly #veil = shape();
  readonly #board = new Container();
  readonly #back = shape();
  readonly #head: Text;
  readonly #amount: Text;
  readonly #foot: Text;
  #layout: Layout | null = null;
  #words: PlaqueWords = { head: '', amount: '', foot: '' };

  constructor(clock: Clock, motion: MotionPreference, colours: PlaqueColours) {
    super();
    this.#clock = clock;
    this.#motion = motion;
    this.#colours = colours;
    const text = (fontFamily: string, fill: number, fontWeight: '700' | '800') =>
      new Text({ text: '', anchor: 0.5, style: { fontFamily, fill, fontWeight, align: 'center' } });
    this.#head = text(DISPLAY_FACE, colours.head, '800');
    this.#amount = text(DISPLAY_FACE, 0xffffff, '800');
    this.#foot = text(TEXT_FACE, colours.foot, '700');
    this.#board.addChild(this.#back, this.#head, this.#amount, this.#foot);
    this.addChild(this.#veil, this.#board);
    this.visible = false;
  }

  resize(layout: Layout): void {
    this.#layout = layout;
    const { x, y, width, height } = layout.reels;
    this.#veil.clear().rect(x, y, width, height).fill({ color: this.#colours.veil, alpha: 0.55 });
    this.#board.position.set(x + width / 2, y + height / 2);
    this.#arrange();
  }

  /** Lets the plaque appear. */
  async open(words: PlaqueWords): Promise<void> {
    this.#words = words;
    this.#arrange();
    this.visible = true;
    const still = this.#motion.reduced;
    await this.#clock.tween({
      durationMs: still ? 160 : 300,
      ease: still ? linear : easeOutBack,
      update: (share) => {
        this.alpha = Math.min(1, share * 1.5);
        this.#board.scale.set(still ? 1 : 0.6 + 0.4 * share);
      },
    });
  }

  /** Writes another amount onto the open plaque; its box keeps its size. */
  write(amount: string): void {
    this.#amount.text = amount;
  }

  async close(): Promise<void> {
    if (!this.visible) return;
    await this.#clock.tween({
      durationMs: 160,
      update: (share) => {
        this.alpha = 1 - share;
      },
    });
    this.visible = false;
  }

  hide(): void {
    this.visible = false;
  }

  #arrange(): void {
    if (!this.#layout) return;
    const { width, height } = this.#layout.reels;
    const room = width * 0.84;
    const size = Math.min(width * 0.11, height * 0.2);
    const parts = [
      { text: this.#head, words: this.#words.head, size: size * 0.72 },
      { text: this.#amount, words: this.#words.amount, size: size * 1.15 },
      { text: this.#foot, words: this.#words.foot, size: Math.max(13, size * 0.4) },
    ];
    for (const part of parts) fitText(part.text, part.words, part.size, room);
    const shown = parts.filter(({ words }) => words !== '');
    const gap = size * 0.12;
    const tall = shown.reduce((sum, { text }) => sum + text.height, 0) + gap * (shown.length - 1);
    const wide = Math.max(...shown.map(({ text }) => text.width), width * 0.4);
    let y = -tall / 2;
    for (const { text } of shown) {
      text.y = y + text.height / 2;
      y += text.height + gap;
    }
    const box = [wide + size * 1.4, tall + size * 0.9] as const;
    this.#back
      .clear()
      .roundRect(-box[0] / 2, -box[1] / 2, ...box, size * 0.4)
      .fill({ color: this.#colours.back, alpha: 0.95 })
      .stroke({ width: Math.max(2, size * 0.07), color: this.#colours.edge })
      .roundRect(-box[0] / 2 + 5, -box[1] / 2 + 5, box[0] - 10, box[1] - 10, size * 0.32)
      .stroke({ width: 1, color: this.#colours.line, alpha: 0.45 });
  }
}

function fitText(text: Text, words: string, size: number, room: number): void {
  text.visible = words !== '';
  text.style.fontSize = size;
  text.text = words;
  if (text.width > room) text.style.fontSize = Math.max(11, (size * room) / text.width);
}
