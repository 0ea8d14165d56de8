/** How long a meter takes to reach what was told: as long as it takes until more is told. */
const ROLL_MS = 1_000;

/** A meter that counts up to what was told last, and never shows more. */
export class RollingMeter {
  #fromMinor: number;
  #toldMinor: number;
  #toldMs: number;

  constructor(minor: number, nowMs: number) {
    this.#fromMinor = minor;
    this.#toldMinor = minor;
    this.#toldMs = nowMs;
  }

  /** Takes a new figure. A smaller one is a meter that was won: it is shown at once. */
  tell(minor: number, nowMs: number): void {
    if (minor === this.#toldMinor) return;
    this.#fromMinor = minor < this.#toldMinor ? minor : this.at(nowMs);
    this.#toldMinor = minor;
    this.#toldMs = nowMs;
  }

  /** What to show, in whole minor units. */
  at(nowMs: number): number {
    const share = Math.min(1, Math.max(0, (nowMs - this.#toldMs) / ROLL_MS));
    return Math.floor(this.#fromMinor + (this.#toldMinor - this.#fromMinor) * share);
  }
}
