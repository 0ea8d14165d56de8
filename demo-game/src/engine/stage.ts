import 'pixi.js/unsafe-eval';
import { Assets, Container, WebGLRenderer } from 'pixi.js';
import { Clock } from './clock.ts';
import type { Insets } from './layout.ts';
import { createSafeArea } from './safe-area.ts';

// Textures are painted here, never fetched; a loader worker could not start in the game frame.
Assets.setPreferences({ preferWorkers: false });

/** Sharper than this is seen by no one and costs four times the pixels. */
const SHARPEST = 2.5;

/** How much of a picture moves: a round, only the scenery, or nothing at all. */
export type Pace = 'lively' | 'calm' | 'still';

/**
 * The least time between two drawn frames, to spare the battery: a calm scene leaves out every other one, a still one
 * is drawn just often enough that what has been painted anew is soon seen.
 */
const FRAME_MS: Readonly<Record<Pace, number>> = { lively: 0, calm: 30, still: 400 };

/** A WebGL picture that fills a canvas and is drawn on every frame. */
export interface Stage {
  readonly canvas: HTMLCanvasElement;
  readonly root: Container;
  readonly clock: Clock;
  /** Device pixels per CSS pixel, as textures should be painted. */
  readonly resolution: number;
  /** Calls `listener` now and after each change of size, in CSS pixels. */
  onResize(listener: (width: number, height: number, insets: Insets) => void): void;
  /** Moves time and draws at the pace that `onFrame` answers, until the page ends. A throw goes to `onError` and ends the loop. */
  run(onFrame: (nowMs: number) => Pace, onError: (cause: unknown) => void): void;
}

const resolutionNow = () => Math.min(Math.max(devicePixelRatio, 1), SHARPEST);

/** Starts a WebGL stage as large as its parent's box. */
export async function createStage(parent: HTMLElement): Promise<Stage> {
  const renderer = new WebGLRenderer();
  await renderer.init({
    width: Math.max(1, parent.clientWidth),
    height: Math.max(1, parent.clientHeight),
    resolution: resolutionNow(),
    autoDensity: true,
    background: 0x070b22,
    powerPreference: 'high-performance',
  });
  const root = new Container();
  const clock = new Clock();
  parent.append(renderer.canvas);
  const safeArea = createSafeArea(parent);
  let drawnMs = Number.NEGATIVE_INFINITY;
  return {
    canvas: renderer.canvas,
    root,
    clock,
    get resolution() {
      return renderer.resolution;
    },
    onResize(listener) {
      let fitted = '';
      const fit = () => {
        const { clientWidth: width, clientHeight: height } = parent;
        const insets = safeArea();
        const size = `${width}x${height}@${resolutionNow()} ${Object.values(insets).join(' ')}`;
        if (width === 0 || height === 0 || size === fitted) return;
        fitted = size;
        renderer.resize(width, height, resolutionNow());
        listener(width, height, insets);
        // A resized canvas is blank until it is drawn.
        drawnMs = Number.NEGATIVE_INFINITY;
      };
      fit();
      new ResizeObserver(fit).observe(parent);
    },
    run(onFrame, onError) {
      let lastMs = performance.now();
      let pace: Pace = 'lively';
      const frame = (nowMs: number) => {
        try {
          clock.advance(Math.max(0, nowMs - lastMs));
          lastMs = nowMs;
          const next = onFrame(nowMs);
          // The frame with which it comes to rest is drawn at once.
          if (next !== pace || nowMs - drawnMs >= FRAME_MS[next]) {
            renderer.render(root);
            drawnMs = nowMs;
          }
          pace = next;
          requestAnimationFrame(frame);
        } catch (cause) {
          onError(cause);
        }
      };
      requestAnimationFrame(frame);
    },
  };
}
