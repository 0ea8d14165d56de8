/** The balance as the player may see it: news that would give a running round away wait until it is shown. */
export class ShownBalance {
  #shownMinor: number | null;
  #lateMinor: number | null = null;
  #held = false;

  constructor(startMinor: number | null) {
    this.#shownMinor = startMinor;
  }

  get shownMinor(): number | null {
    return this.#shownMinor;
  }

  /** Takes what the loader tells. */
  tell(amountMinor: number): void {
    if (this.#held) this.#lateMinor = amountMinor;
    else this.#shownMinor = amountMinor;
  }

  /** A round begins. */
  hold(): void {
    this.#held = true;
  }

  /** The round has been shown. */
  release(): void {
    this.#held = false;
    this.#shownMinor = this.#lateMinor ?? this.#shownMinor;
    this.#lateMinor = null;
  }
}
