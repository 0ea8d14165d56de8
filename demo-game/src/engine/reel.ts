import { Container, Sprite } from 'pixi.js';
import { type Landing, ReelTape } from './reel-tape.ts';
import type { SymbolTextures } from './symbol-textures.ts';

/** Symbols per millisecond at full speed. */
const FULL_SPEED = 0.024;
const RAMP_MS = 220;
/** Above this speed the smeared pictures are shown. */
const BLUR_SPEED = 0.011;
const OVERSHOOT = 0.16;
const SETTLE_MS = 170;

type Motion =
  | { readonly kind: 'rest' }
  | { readonly kind: 'run'; passedMs: number }
  | {
      readonly kind: 'land';
      readonly from: number;
      readonly target: number;
      readonly durationMs: number;
      passedMs: number;
      readonly done: () => void;
    };

/** One reel: a column of sprites over a tape of symbols. Moves only by {@link Reel.advance}. */
export class Reel extends Container {
  readonly #tape: ReelTape;
  readonly #sprites: Sprite[];
  readonly #rows: number;
  readonly #textures: SymbolTextures;
  #position = 0;
  #motion: Motion = { kind: 'rest' };

  constructor(rows: number, textures: SymbolTextures, start: Landing) {
    super();
    this.#rows = rows;
    this.#textures = textures;
    this.#tape = new ReelTape(start);
    // One sprite more above and below than can be seen, for the overshoot.
    this.#sprites = Array.from({ length: rows + 3 }, () => new Sprite({ anchor: 0.5 }));
    this.addChild(...this.#sprites);
    this.draw();
  }

  get resting(): boolean {
    return this.#motion.kind === 'rest';
  }

  /** The sprite of a row at rest. */
  spriteAt(row: number): Sprite {
    const sprite = this.#sprites[row + 1];
    if (!sprite) throw new RangeError(`no row ${row}`);
    return sprite;
  }

  spin(): void {
    this.#motion = { kind: 'run', passedMs: 0 };
  }

  /** Comes to rest on a column; fulfilled when it stands still. `aheadRows` more symbols pass first. */
  land(landing: Landing, aheadRows: number): Promise<void> {
    return new Promise((done) => {
      const from = this.#position;
      const target = this.#tape.land(landing, from, aheadRows);
      const durationMs = (2 * (target + OVERSHOOT - from)) / FULL_SPEED;
      this.#motion = { kind: 'land', from, target, durationMs, passedMs: 0, done };
    });
  }

  /** Shows a column at once. */
  show(landing: Landing): void {
    this.#position = this.#tape.show(landing, this.#position);
    this.#motion = { kind: 'rest' };
    this.draw();
  }

  /** Moves on by one frame. */
  advance(deltaMs: number): void {
    if (this.#motion.kind === 'rest') return;
    const before = this.#position;
    if (this.#motion.kind === 'run') this.#run(this.#motion, deltaMs);
    else this.#approach(this.#motion, deltaMs);
    const speed = Math.abs(this.#position - before) / Math.max(deltaMs, 1);
    this.draw(speed > BLUR_SPEED);
  }

  #run(motion: { passedMs: number }, deltaMs: number): void {
    motion.passedMs += deltaMs;
    const share = Math.min(1, motion.passedMs / RAMP_MS);
    // A short pull upwards before it runs.
    const speed = share < 0.35 ? -0.0022 : FULL_SPEED * ((share - 0.35) / 0.65) ** 2;
    this.#position += speed * deltaMs;
  }

  #approach(motion: Extract<Motion, { kind: 'land' }>, deltaMs: number): void {
    motion.passedMs += deltaMs;
    const share = motion.passedMs / motion.durationMs;
    if (share < 1) {
      const way = motion.target + OVERSHOOT - motion.from;
      this.#position = motion.from + way * (2 * share - share ** 2);
      return;
    }
    const settled = (motion.passedMs - motion.durationMs) / SETTLE_MS;
    this.#position = motion.target + OVERSHOOT * (1 - Math.min(1, settled)) ** 2;
    if (settled < 1) return;
    this.#position = motion.target;
    this.#motion = { kind: 'rest' };
    motion.done();
  }

  /** Puts every sprite in its place with the picture that the tape has there. */
  draw(blurred = false): void {
    const { cell } = this.#textures;
    const top = Math.floor(-this.#position);
    const offset = -this.#position - top;
    this.#sprites.forEach((sprite, index) => {
      const row = index - 1;
      sprite.texture = this.#textures.get(this.#tape.symbolAt(top + row), blurred);
      sprite.position.set(cell.width / 2, (row - offset + 0.5) * cell.height);
    });
  }

  get rows(): number {
    return this.#rows;
  }
}
