import { Container, Sprite, type Texture } from 'pixi.js';
import type { Clock } from '../../engine/clock.ts';
import type { Layout } from '../../engine/layout.ts';
import type { MotionPreference } from '../../engine/motion.ts';
import { type Painter, paintTexture } from '../../engine/paint.ts';
import { shape } from '../../engine/shape.ts';

interface Hanging {
  readonly sprite: Sprite;
  readonly phase: number;
}

/** Things on a string across the picture, swaying a little unless the player wants rest. */
export class HangingString extends Container {
  readonly #rope = shape();
  readonly #clock: Clock;
  readonly #painter: Painter;
  #hanging: Hanging[] = [];
  #texture: Texture | null = null;

  constructor(clock: Clock, motion: MotionPreference, painter: Painter) {
    super();
    this.#clock = clock;
    this.#painter = painter;
    let timeMs = 0;
    this.#clock.each((deltaMs) => {
      timeMs += deltaMs;
      const reach = motion.reduced ? 0 : 0.07;
      for (const { sprite, phase } of this.#hanging)
        sprite.rotation = Math.sin(timeMs / 1100 + phase) * reach;
    });
  }

  resize(layout: Layout, resolution: number): void {
    this.removeChildren();
    for (const { sprite } of this.#hanging) sprite.destroy();
    this.#texture?.destroy(true);
    const size = Math.max(46, Math.min(layout.cell.width * 1.25, 110));
    const texture = paintTexture(size, size, resolution, this.#painter);
    this.#texture = texture;
    const width = layout.orientation === 'portrait' ? layout.width : layout.controls.x;
    const count = Math.max(4, Math.round(width / (size * 1.1)));
    const sag = Math.max(6, Math.min(layout.head.y * 0.35, 40));
    const ropeAt = (share: number) => -size * 0.2 + 4 * sag * share * (1 - share);
    this.#rope.clear().moveTo(-10, ropeAt(0));
    for (let step = 1; step <= 24; step += 1)
      this.#rope.lineTo(-10 + ((width + 20) * step) / 24, ropeAt(step / 24));
    this.#rope.stroke({ width: 1.5, color: 0x2a1c38 });
    this.addChild(this.#rope);
    this.#hanging = Array.from({ length: count }, (_, index) => {
      const share = (index + 0.5) / count;
      const sprite = new Sprite({ texture, anchor: { x: 0.5, y: 0 } });
      sprite.position.set(width * share, ropeAt(share));
      sprite.scale.set(0.78 + 0.3 * Math.abs(Math.sin(index * 2.4)));
      this.addChild(sprite);
      return { sprite, phase: index * 1.7 };
    });
  }
}
