import { Container, Sprite, Texture } from 'pixi.js';
import type { Clock } from '../../engine/clock.ts';
import type { Layout } from '../../engine/layout.ts';
import { paintTexture } from '../../engine/paint.ts';
import { linear } from '../art/pen.ts';

/** Swells once in this time: slow enough that no one could call it a flash. */
const SWELL_MS = 900;

/** Light along the edges of a reel that may still win something. */
export class TenseGlow extends Container {
  readonly #light = new Sprite();
  #cellWidth = 0;
  #reel: number | null = null;

  constructor(clock: Clock) {
    super();
    this.#light.blendMode = 'add';
    this.addChild(this.#light);
    this.visible = false;
    let timeMs = 0;
    clock.each((deltaMs) => {
      timeMs = this.visible ? timeMs + deltaMs : 0;
      this.alpha = 0.55 - 0.35 * Math.cos((timeMs / SWELL_MS) * Math.PI * 2);
    });
  }

  resize({ reels, cell }: Layout): void {
    this.position.set(reels.x, reels.y);
    this.#cellWidth = cell.width;
    const former = this.#light.texture;
    this.#light.texture = paintTexture(cell.width, reels.height, 1, (pen, width, height) => {
      pen.fillStyle = linear(
        pen,
        [0, 0],
        [width, 0],
        [
          [0, 'rgb(255 205 110 / 0.85)'],
          [0.22, 'rgb(255 170 70 / 0.12)'],
          [0.78, 'rgb(255 170 70 / 0.12)'],
          [1, 'rgb(255 205 110 / 0.85)'],
        ],
      );
      pen.fillRect(0, 0, width, height);
    });
    if (former !== Texture.EMPTY) former.destroy(true);
    if (this.#reel !== null) this.show(this.#reel);
  }

  show(reel: number): void {
    this.#reel = reel;
    this.#light.x = reel * this.#cellWidth;
    this.visible = true;
  }

  /** Goes out, unless another reel has taken it over. */
  hide(reel?: number): void {
    if (reel !== undefined && reel !== this.#reel) return;
    this.#reel = null;
    this.visible = false;
  }
}
