import { type Ease, linear } from './easing.ts';

/** A change over time. */
export interface Tween {
  readonly durationMs: number;
  readonly ease?: Ease;
  /** Gets 0…1 after easing; called with the end value exactly once at last. */
  readonly update: (value: number) => void;
}

type Task = (deltaMs: number) => boolean;

/** A longer frame than this is a frozen page, not time that anyone has seen. */
const LONGEST_FRAME_MS = 100;

/**
 * The time of everything that moves. It stands still while paused, and `hurry` ends whatever waits or changes at the
 * next frame, so that a skipped presentation still passes through every step in order.
 */
export class Clock {
  hurry = false;
  paused = false;
  readonly #tasks = new Set<Task>();

  /** Moves time on by one frame. */
  advance(elapsedMs: number): void {
    if (this.paused) return;
    const deltaMs = Math.min(elapsedMs, LONGEST_FRAME_MS);
    for (const task of [...this.#tasks]) if (!task(deltaMs)) this.#tasks.delete(task);
  }

  /** Calls `update` on every frame until the returned function is called. */
  each(update: (deltaMs: number) => void): () => void {
    const task: Task = (deltaMs) => {
      update(deltaMs);
      return true;
    };
    this.#tasks.add(task);
    return () => this.#tasks.delete(task);
  }

  /** Runs a tween; fulfilled after its last update. */
  tween({ durationMs, ease = linear, update }: Tween): Promise<void> {
    return new Promise((resolve, reject) => {
      let passedMs = 0;
      this.#tasks.add((deltaMs) => {
        passedMs += deltaMs;
        const done = this.hurry || passedMs >= durationMs;
        try {
          update(done ? ease(1) : ease(passedMs / durationMs));
        } catch (cause) {
          reject(cause);
          return false;
        }
        if (done) resolve();
        return !done;
      });
    });
  }

  /** Lets time pass. */
  wait(durationMs: number): Promise<void> {
    return this.tween({ durationMs, update: () => undefined });
  }
}
