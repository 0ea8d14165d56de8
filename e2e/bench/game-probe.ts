import type { Frame } from '@playwright/test';

/** What the probe counts in the game's own frame. */
interface Probe {
  drawCalls: number;
  frames: number;
  /** The most draw calls of one frame since the last reset. */
  mostDrawCalls: number;
  liveTextures: number;
  longTasksMs: number[];
  /** Since when it counts, in time of the frame. */
  sinceMs: number;
  /** How many times faster than the clock the pictures' time runs. */
  pace: number;
  /** False: what is drawn is counted and not rasterised, which in software is most of the work. */
  paints: boolean;
}
declare global {
  interface Window {
    probe: Probe;
    /** There with Chromium's `--expose-gc` only. */
    gc?: () => void;
  }
}

/** Runs before anything else in every frame: counts what WebGL is asked for, and can let the pictures' time run faster. */
export function installProbe(): void {
  const probe: Probe = {
    ...{ drawCalls: 0, frames: 0, mostDrawCalls: 0, liveTextures: 0, longTasksMs: [] },
    ...{ sinceMs: 0, pace: 1, paints: true },
  };
  window.probe = probe;
  const gl = WebGL2RenderingContext.prototype;
  const { drawElements, drawArrays, createTexture, deleteTexture } = gl;
  gl.drawElements = function draw(...call) {
    probe.drawCalls += 1;
    if (probe.paints) drawElements.apply(this, call);
  };
  gl.drawArrays = function draw(...call) {
    probe.drawCalls += 1;
    if (probe.paints) drawArrays.apply(this, call);
  };
  gl.createTexture = function create() {
    probe.liveTextures += 1;
    return createTexture.apply(this);
  };
  gl.deleteTexture = function destroy(texture) {
    if (texture) probe.liveTextures -= 1;
    deleteTexture.call(this, texture);
  };
  const real = requestAnimationFrame.bind(window);
  let shownMs = 0;
  let lastMs = 0;
  window.requestAnimationFrame = (callback) =>
    real((nowMs) => {
      const before = probe.drawCalls;
      if (nowMs !== lastMs) {
        shownMs = Math.max(shownMs, lastMs) + (nowMs - lastMs) * probe.pace;
        lastMs = nowMs;
      }
      callback(probe.pace === 1 ? nowMs : shownMs);
      probe.frames += 1;
      probe.mostDrawCalls = Math.max(probe.mostDrawCalls, probe.drawCalls - before);
    });
  new PerformanceObserver((list) => {
    // A task is told of some time after it has ended: one from before the last reset is not counted.
    for (const { duration, startTime } of list.getEntries())
      if (startTime >= probe.sinceMs) probe.longTasksMs.push(duration);
  }).observe({ type: 'longtask' });
}

/** Forgets what was counted; sets the pace of the pictures' time, and whether they are painted. */
export const resetProbe = (game: Frame, how: Pick<Probe, 'pace' | 'paints'>): Promise<void> =>
  game.evaluate((next) => {
    Object.assign(window.probe, { drawCalls: 0, frames: 0, mostDrawCalls: 0, longTasksMs: [], ...next });
    window.probe.sinceMs = performance.now();
  }, how);

export const readProbe = (game: Frame): Promise<Probe> => game.evaluate(() => ({ ...window.probe }));

/** Lets the game draw some frames. */
export const framesOf = (game: Frame, count: number): Promise<void> =>
  game.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        let left = wanted;
        requestAnimationFrame(function next() {
          left -= 1;
          if (left > 0) requestAnimationFrame(next);
          else resolve();
        });
      }),
    count,
  );

/** What the game holds on to, after the rubbish was taken out. */
export interface Holdings {
  readonly heapBytes: number;
  readonly textures: number;
  readonly elements: number;
}

/** Takes the rubbish out, more than once: what a finalizer lets go of is rubbish of the next time. */
export const holdingsOf = (game: Frame): Promise<Holdings> =>
  game.evaluate(async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      window.gc?.();
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
    return {
      heapBytes: memory.usedJSHeapSize,
      textures: window.probe.liveTextures,
      elements: document.querySelectorAll('*').length,
    };
  });

/** Plays rounds one after another, each watched to its end; answers how long they took together. */
export const playRounds = (game: Frame, rounds: number): Promise<number> =>
  game.evaluate(
    (count) =>
      new Promise<number>((resolve, reject) => {
        const startedMs = performance.now();
        const spin = document.querySelector<HTMLElement>('button.spin');
        let played = 0;
        let turning = false;
        const timer = setInterval(() => {
          if (document.querySelector('.broken')) {
            clearInterval(timer);
            return reject(new Error('the game has stopped'));
          }
          const ready = spin?.dataset.press === 'spin';
          if (turning && ready) played += 1;
          if (ready && played >= count) {
            clearInterval(timer);
            return resolve(performance.now() - startedMs);
          }
          turning = !ready;
          if (ready) {
            spin?.click();
            turning = true;
          }
        }, 30);
      }),
    rounds,
  );
