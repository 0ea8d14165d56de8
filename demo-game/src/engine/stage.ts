import 'pixi.js/unsafe-eval';
import { Assets, Container, WebGLRenderer } from 'pixi.js';
import { Clock } from './clock.ts';

// Textures are painted here, never fetched; a loader worker could not start in the game frame.
Assets.setPreferences({ preferWorkers: false });

/** Sharper than this is seen by no one and costs four times the pixels. */
const SHARPEST = 2.5;

/** Between two drawn frames of a calm scene, a little under a 30th of a second. */
const CALM_FRAME_MS = 30;

/** A WebGL picture that fills a canvas and is drawn on every frame. */
export interface Stage {
  readonly canvas: HTMLCanvasElement;
  readonly root: Container;
  readonly clock: Clock;
  /** Device pixels per CSS pixel, as textures should be painted. */
  readonly resolution: number;
  /** Calls `listener` now and after each change of size, in CSS pixels. */
  onResize(listener: (width: number, height: number) => void): void;
  /**
   * Moves time and draws until the page ends; `onFrame` answers whether every frame counts just now, else half of them
   * are left out to spare the battery. A throw goes to `onError` and ends the loop.
   */
  run(onFrame: (nowMs: number) => boolean, onError: (cause: unknown) => void): void;
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
        const size = `${width}x${height}@${resolutionNow()}`;
        if (width === 0 || height === 0 || size === fitted) return;
        fitted = size;
        renderer.resize(width, height, resolutionNow());
        listener(width, height);
      };
      fit();
      new ResizeObserver(fit).observe(parent);
    },
    run(onFrame, onError) {
      let lastMs = performance.now();
      let drawnMs = 0;
      const frame = (nowMs: number) => {
        try {
          clock.advance(Math.max(0, nowMs - lastMs));
          lastMs = nowMs;
          if (onFrame(nowMs) || nowMs - drawnMs >= CALM_FRAME_MS) {
            renderer.render(root);
            drawnMs = nowMs;
          }
          requestAnimationFrame(frame);
        } catch (cause) {
          onError(cause);
        }
      };
      requestAnimationFrame(frame);
    },
  };
}
