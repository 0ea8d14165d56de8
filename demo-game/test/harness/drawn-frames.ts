import type { Frame } from '@playwright/test';

/** Tiles across and down in which a picture is watched. */
export const TILES = 8;

/** A frame in which the game drew: when, and the brightness of every tile, 0 to 1 as WCAG reckons it. */
export interface DrawnFrame {
  readonly atMs: number;
  readonly tiles: readonly number[];
}

/** How long a game is watched: so many frames of the screen, or so long. */
export interface Watch {
  readonly frames?: number;
  readonly forMs?: number;
}

/** Watches the game; answers the frames in which it drew, and how long that took. */
export const watchFrames = (
  game: Frame,
  { frames = Number.POSITIVE_INFINITY, forMs = Number.POSITIVE_INFINITY }: Watch,
): Promise<{ drawn: DrawnFrame[]; tookMs: number }> =>
  game.evaluate(
    ([tiles, wanted, lengthMs]) =>
      new Promise((resolve) => {
        const canvas = document.querySelector('canvas');
        const pen = Object.assign(document.createElement('canvas'), { width: tiles, height: tiles });
        const context = pen.getContext('2d', { willReadFrequently: true });
        const { prototype } = WebGL2RenderingContext;
        const { drawElements } = prototype;
        let isDrawn = false;
        prototype.drawElements = function draw(...call) {
          isDrawn = true;
          drawElements.apply(this, call);
        };
        const part = (value: number) =>
          value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        const drawn: { atMs: number; tiles: number[] }[] = [];
        const startMs = performance.now();
        let left = wanted;
        requestAnimationFrame(function frame(nowMs) {
          // A picture can be read in the frame in which it was drawn, and is gone in the next.
          if (isDrawn && canvas && context) {
            context.drawImage(canvas, 0, 0, tiles, tiles);
            const { data } = context.getImageData(0, 0, tiles, tiles);
            const light = Array.from({ length: tiles * tiles }, (_, index) => {
              const [r, g, b] = [0, 1, 2].map((channel) => part((data[index * 4 + channel] ?? 0) / 255));
              return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
            });
            drawn.push({ atMs: nowMs, tiles: light });
          }
          isDrawn = false;
          left -= 1;
          if (left > 0 && performance.now() - startMs < lengthMs) return void requestAnimationFrame(frame);
          prototype.drawElements = drawElements;
          resolve({ drawn, tookMs: performance.now() - startMs });
        });
      }),
    [TILES, frames, forMs] as const,
  );
