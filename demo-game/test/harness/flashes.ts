import type { Frame } from '@playwright/test';

/** Tiles across and down in which the picture is watched. */
const TILES = 8;

/** Watches the drawn picture for a while: the brightness of every tile, frame by frame. */
const watch = (game: Frame, forMs: number): Promise<{ atMs: number; tiles: number[] }[]> =>
  game.evaluate(
    ([tiles, lengthMs]) =>
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
        const seen: { atMs: number; tiles: number[] }[] = [];
        const endMs = performance.now() + lengthMs;
        requestAnimationFrame(function frame(nowMs) {
          // A picture can be read in the frame in which it was drawn, and is gone in the next.
          if (isDrawn && canvas && context) {
            context.drawImage(canvas, 0, 0, tiles, tiles);
            const { data } = context.getImageData(0, 0, tiles, tiles);
            const light = Array.from({ length: tiles * tiles }, (_, index) => {
              const [r, g, b] = [0, 1, 2].map((channel) => part((data[index * 4 + channel] ?? 0) / 255));
              return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
            });
            seen.push({ atMs: nowMs, tiles: light });
          }
          isDrawn = false;
          if (nowMs < endMs) return void requestAnimationFrame(frame);
          prototype.drawElements = drawElements;
          resolve(seen);
        });
      }),
    [TILES, forMs] as const,
  );

/** When a brightness turned after a change of a tenth or more: two turns make a flash, as WCAG counts them. */
function turnsOf(series: readonly { atMs: number; light: number }[]): number[] {
  const turns: number[] = [];
  let from = series[0]?.light ?? 0;
  let way = 0;
  for (const { atMs, light } of series) {
    const next = Math.sign(light - from);
    const counts = Math.abs(light - from) >= 0.1 && Math.min(light, from) < 0.8;
    if (next === way || way === 0 || !counts) {
      if (counts && way === 0) way = next;
      if (next === way) from = light;
      continue;
    }
    turns.push(atMs);
    way = next;
    from = light;
  }
  return turns;
}

/** The share of the picture that flashes more than three times within a second, while it is watched. */
export async function flashingShare(game: Frame, forMs: number): Promise<{ share: number; frames: number }> {
  const seen = await watch(game, forMs);
  let flashing = 0;
  for (let tile = 0; tile < TILES * TILES; tile += 1) {
    const turns = turnsOf(seen.map(({ atMs, tiles }) => ({ atMs, light: tiles[tile] ?? 0 })));
    if (turns.some((atMs, index) => (turns[index + 6] ?? Number.POSITIVE_INFINITY) - atMs < 1_000))
      flashing += 1;
  }
  return { share: flashing / TILES ** 2, frames: seen.length };
}
