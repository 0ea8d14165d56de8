import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';

/** A screen to be seen: a name for the file, and its size in CSS pixels. */
export interface Viewport {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** Runs in every frame before anything else: lets the pictures of a page be held, as they are, until they are taken. */
function holdable(): void {
  const real = requestAnimationFrame.bind(window);
  const held: FrameRequestCallback[] = [];
  let holds = false;
  window.requestAnimationFrame = (callback) =>
    real((nowMs) => {
      if (holds) held.push(callback);
      else callback(nowMs);
    });
  Object.assign(window, {
    hold(on: boolean) {
      holds = on;
      if (on) return;
      for (const callback of held.splice(0)) real(callback);
    },
  });
}

/** Takes pictures of one page and counts them. */
export class Camera {
  readonly page: Page;
  readonly #folder: string;
  readonly #context: BrowserContext;
  taken = 0;

  private constructor(context: BrowserContext, page: Page, folder: string) {
    this.#context = context;
    this.page = page;
    this.#folder = folder;
  }

  static async open(
    browser: Browser,
    baseURL: string,
    { width, height }: Viewport,
    folder: string,
  ): Promise<Camera> {
    mkdirSync(folder, { recursive: true });
    const context = await browser.newContext({
      ...{ baseURL, viewport: { width, height }, deviceScaleFactor: 1, reducedMotion: 'no-preference' },
    });
    await context.addInitScript(holdable);
    return new Camera(context, await context.newPage(), folder);
  }

  /** Holds everything that moves, takes the picture, and lets it go on. */
  async take(name: string): Promise<void> {
    await this.#hold(true);
    this.taken += 1;
    const file = `${String(this.taken).padStart(2, '0')}-${name}.png`;
    await this.page.screenshot({ path: join(this.#folder, file) });
    await this.#hold(false);
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #hold(on: boolean): Promise<void> {
    for (const frame of this.page.frames())
      await frame.evaluate((holds) => (window as unknown as { hold(on: boolean): void }).hold(holds), on);
  }
}
