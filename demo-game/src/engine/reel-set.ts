import { Container, type Sprite } from 'pixi.js';
import type { Clock } from './clock.ts';
import type { MotionPreference } from './motion.ts';
import { Reel } from './reel.ts';
import type { Landing } from './reel-tape.ts';
import { shape } from './shape.ts';
import type { SymbolTextures } from './symbol-textures.ts';

const STAGGER_MS = 170;
const FADE_MS = 170;
/** How long a reel is held back that may still win something. */
const TENSE_MS = 1_400;

interface Place {
  readonly reel: number;
  readonly row: number;
}

interface ReelSetOptions {
  readonly clock: Clock;
  readonly motion: MotionPreference;
  readonly textures: SymbolTextures;
  readonly rows: number;
  readonly start: readonly Landing[];
  /** Called when a reel has come to rest. */
  readonly onRest: (reel: number) => void;
  /** Called when a reel is held back. */
  readonly onTense: (reel: number) => void;
}

/** All reels side by side behind one window. */
export class ReelSet extends Container {
  readonly #options: ReelSetOptions;
  readonly #reels: Reel[];
  readonly #mask = shape();

  constructor(options: ReelSetOptions) {
    super();
    this.#options = options;
    this.#reels = options.start.map((landing) => new Reel(options.rows, options.textures, landing));
    this.addChild(...this.#reels, this.#mask);
    this.mask = this.#mask;
    options.clock.each((deltaMs) => {
      for (const reel of this.#reels) reel.advance(deltaMs);
    });
  }

  /** Places the reels after the textures were resized. */
  resize(): void {
    const { cell } = this.#options.textures;
    this.#reels.forEach((reel, index) => {
      reel.x = index * cell.width;
      reel.draw();
    });
    const width = cell.width * this.#reels.length;
    this.#mask
      .clear()
      .rect(0, 0, width, cell.height * this.#options.rows)
      .fill(0xffffff);
  }

  /** Sets all reels in motion; with reduced motion they fade instead. */
  spin(): void {
    this.light(null);
    if (this.#options.motion.reduced) return void this.#fade(0.25);
    for (const reel of this.#reels) reel.spin();
  }

  /** Brings all reels to rest, from left to right; those that are tense are held back for a moment. */
  async land(landings: readonly Landing[], tense: readonly boolean[] = []): Promise<void> {
    if (this.#reels.every((reel) => reel.resting)) return this.#crossFade(landings);
    let fromMs = 0;
    const all = landings.map((landing, index) => {
      const holdMs = tense[index] ? TENSE_MS : 0;
      const landed = this.#landOne(landing, index, fromMs, holdMs);
      fromMs += STAGGER_MS + holdMs;
      return landed;
    });
    await Promise.all(all);
  }

  /** Shows a window at once. */
  show(landings: readonly Landing[]): void {
    landings.forEach((landing, index) => {
      this.#reels[index]?.show(landing);
    });
  }

  /** Dims every symbol but those of the cells; null lights them all. */
  light(cells: readonly Place[] | null): void {
    this.#reels.forEach((reel, index) => {
      for (let row = 0; row < reel.rows; row += 1) {
        const lit = !cells || cells.some((cell) => cell.reel === index && cell.row === row);
        reel.spriteAt(row).tint = lit ? 0xffffff : 0x6a6f92;
        reel.spriteAt(row).scale.set(1);
      }
    });
  }

  /** The sprites of cells, to move them; out of range is a defect. */
  sprites(cells: readonly Place[]): Sprite[] {
    return cells.map(({ reel, row }) => {
      const found = this.#reels[reel];
      if (!found) throw new RangeError(`no reel ${reel}`);
      return found.spriteAt(row);
    });
  }

  async #landOne(landing: Landing, index: number, fromMs: number, holdMs: number): Promise<void> {
    const reel = this.#reels[index];
    if (!reel) return;
    const { clock } = this.#options;
    await clock.wait(fromMs);
    if (holdMs > 0 && !clock.hurry) {
      this.#options.onTense(index);
      await clock.wait(holdMs);
    }
    await reel.land(landing, clock.hurry ? 1 : 2);
    this.#options.onRest(index);
  }

  async #crossFade(landings: readonly Landing[]): Promise<void> {
    if (this.alpha > 0.3) await this.#fade(0.15);
    this.show(landings);
    await this.#fade(1);
    this.#options.onRest(this.#reels.length - 1);
  }

  #fade(to: number): Promise<void> {
    const from = this.alpha;
    const update = (share: number) => {
      this.alpha = from + (to - from) * share;
    };
    return this.#options.clock.tween({ durationMs: FADE_MS, update });
  }
}
