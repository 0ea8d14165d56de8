import { Container, Sprite, type Texture } from 'pixi.js';
import type { Clock } from '../../engine/clock.ts';
import { pictureDice } from '../../engine/dice.ts';
import type { Layout } from '../../engine/layout.ts';
import type { MotionPreference } from '../../engine/motion.ts';
import { paintTexture } from '../../engine/paint.ts';
import type { WinMood } from '../../model/celebration.ts';
import type { Scenery } from '../theme.ts';

interface Light {
  readonly sprite: Sprite;
  readonly kind: 'riser' | 'spark';
  vx: number;
  vy: number;
  ageMs: number;
  readonly lifeMs: number;
}

const AMOUNT: Record<WinMood, { readonly risers: number; readonly sparks: number }> = {
  none: { risers: 0, sparks: 0 },
  win: { risers: 0, sparks: 26 },
  big: { risers: 16, sparks: 44 },
  huge: { risers: 34, sparks: 70 },
};

/** Sparks and what rises for wins above the stake. */
export class CelebrationLights extends Container {
  readonly #motion: MotionPreference;
  readonly #painters: Pick<Scenery, Light['kind']>;
  readonly #dice = pictureDice(7);
  #textures: Record<Light['kind'], Texture> | null = null;
  #layout: Layout | null = null;
  #lights: Light[] = [];

  constructor(clock: Clock, motion: MotionPreference, painters: Pick<Scenery, Light['kind']>) {
    super();
    this.#motion = motion;
    this.#painters = painters;
    clock.each((deltaMs) => this.#advance(deltaMs));
  }

  resize(layout: Layout, resolution: number): void {
    this.clear();
    for (const texture of Object.values(this.#textures ?? {})) texture.destroy(true);
    this.#layout = layout;
    const size = Math.max(26, layout.cell.width * 0.7);
    this.#textures = {
      riser: paintTexture(size, size, resolution, this.#painters.riser),
      spark: paintTexture(14, 14, resolution, this.#painters.spark),
    };
  }

  clear(): void {
    for (const { sprite } of this.#lights) sprite.destroy();
    this.#lights = [];
  }

  /** Sets off what a win of this mood deserves; nothing with reduced motion. */
  celebrate(mood: WinMood): void {
    if (this.#motion.reduced) return;
    for (let index = 0; index < AMOUNT[mood].sparks; index += 1) this.#addSpark();
    for (let index = 0; index < AMOUNT[mood].risers; index += 1) this.#addRiser(index);
  }

  #add(kind: Light['kind'], light: Omit<Light, 'sprite' | 'kind' | 'ageMs'>, delayMs: number): Sprite {
    const texture = this.#textures?.[kind];
    const sprite = new Sprite({ ...(texture && { texture }), anchor: 0.5, alpha: 0 });
    if (kind === 'spark') sprite.blendMode = 'add';
    this.addChild(sprite);
    this.#lights.push({ ...light, kind, sprite, ageMs: -delayMs });
    return sprite;
  }

  #addSpark(): void {
    if (!this.#layout) return;
    const { x, y, width, height } = this.#layout.reels;
    const turn = this.#dice() * Math.PI * 2;
    const speed = (0.06 + this.#dice() * 0.22) * (width / 400);
    const sprite = this.#add(
      'spark',
      { vx: Math.cos(turn) * speed, vy: Math.sin(turn) * speed - 0.06, lifeMs: 700 + this.#dice() * 700 },
      this.#dice() * 350,
    );
    sprite.position.set(x + width / 2 + Math.cos(turn) * width * 0.2, y + height / 2 + Math.sin(turn) * 20);
  }

  #addRiser(index: number): void {
    if (!this.#layout) return;
    const { width, height } = this.#layout;
    const sprite = this.#add(
      'riser',
      {
        vx: (this.#dice() - 0.5) * 0.02,
        vy: -(0.1 + this.#dice() * 0.09) * (height / 700),
        lifeMs: 5200,
      },
      index * 70,
    );
    sprite.position.set(this.#dice() * width, height + 40);
    sprite.scale.set(0.5 + this.#dice() * 0.8);
  }

  #advance(deltaMs: number): void {
    for (const light of this.#lights) this.#move(light, deltaMs);
    const over = this.#lights.filter((light) => light.ageMs >= light.lifeMs);
    if (over.length === 0) return;
    for (const { sprite } of over) sprite.destroy();
    this.#lights = this.#lights.filter((light) => light.ageMs < light.lifeMs);
  }

  #move(light: Light, deltaMs: number): void {
    light.ageMs += deltaMs;
    if (light.ageMs < 0) return;
    const { sprite, kind } = light;
    if (kind === 'spark') light.vy += 0.00022 * deltaMs;
    sprite.x += light.vx * deltaMs + (kind === 'riser' ? Math.sin(light.ageMs / 700) * 0.25 : 0);
    sprite.y += light.vy * deltaMs;
    const rest = 1 - light.ageMs / light.lifeMs;
    sprite.alpha = kind === 'spark' ? rest : Math.min(1, rest * 3) * 0.95;
  }
}
