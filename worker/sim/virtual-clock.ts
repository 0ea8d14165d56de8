interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that moves only when nothing is left to do at the present moment. Days pass in milliseconds, always the same way. */
export class VirtualClock {
  #nowMs: number;
  #order = 0;
  readonly #timers: Timer[] = [];
  steps = 0;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  readonly now = (): number => this.#nowMs;

  /** Runs `run` in `ms`, after everything that was asked for the same moment before. */
  after(ms: number, run: () => void): void {
    const timer = { atMs: this.#nowMs + Math.max(0, ms), order: this.#order, run };
    this.#order += 1;
    const later = this.#timers.findIndex((other) => other.atMs > timer.atMs);
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer);
  }

  /** Lets time pass until nothing is planned before `untilMs`. */
  async run(untilMs: number): Promise<void> {
    await drained();
    for (let next = this.#timers[0]; next && next.atMs <= untilMs; next = this.#timers[0]) {
      this.#timers.shift();
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      this.steps += 1;
      next.run();
      await drained();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }
}

/** Every promise that can go on has gone on. */
const drained = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
