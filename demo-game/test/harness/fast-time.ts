import type { Page } from '@playwright/test';

/** How much faster than the wall clock a game's time goes; its own clock takes longer frames than 100 ms for unseen. */
const RATE = 3;

/**
 * Run in a game's frame before its scripts: its clock goes `rate` times as fast, and what it draws is not rasterised,
 * which in software is most of the work. All its own code runs as ever.
 */
function quicken(rate: number): void {
  if (window === window.top) return;
  const readNow = performance.now.bind(performance);
  const startMs = readNow();
  const quickMs = (realMs: number): number => startMs + (realMs - startMs) * rate;
  const askFrame = requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => askFrame((realMs) => callback(quickMs(realMs)));
  performance.now = () => quickMs(readNow());
  const gl = WebGL2RenderingContext.prototype;
  gl.drawElements = () => undefined;
  gl.drawArrays = () => undefined;
}

/** Lets games of this page live faster and unseen, where neither time nor picture is what is tested. */
export async function quickenGames(page: Page): Promise<void> {
  await page.addInitScript(quicken, RATE);
}
