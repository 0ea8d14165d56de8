/** The gateway's time on the player's device, whose own clock may be wrong and may be changed. UTC milliseconds. */
export class ServerClock {
  readonly #monotonic: () => number;
  #offsetMs = Number.NEGATIVE_INFINITY;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** Learns from a moment that the gateway has just told: the fastest answer so far is the nearest to the truth. */
  hear(at: string): void {
    this.#offsetMs = Math.max(this.#offsetMs, Date.parse(at) - this.#monotonic());
  }

  now(): number {
    return this.#monotonic() + this.#offsetMs;
  }
}
