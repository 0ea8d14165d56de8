/** How long a read may serve: the longest that what was taken back lives on (spec M4). */
const FRESH_MS = 5_000;
/** From when on one reader reads again while the others still use what is known, so that they need not wait together. */
const RENEW_AFTER_MS = 3_000;
/** How long the others leave it to that one. */
const RENEW_WITHIN_MS = 1_000;
/** How long it may serve when nothing can be read; past it nothing is played. */
const OUTAGE_MS = 60_000;

/** A value that is read from elsewhere and kept for a short while, by an isolate for all its requests. */
export class ShortMemory<T> {
  #known: { readonly value: T; readonly readAtMs: number } | undefined;
  #renewedFromMs = Number.NEGATIVE_INFINITY;

  /**
   * The value, read now when it must be. With `fresh` only a read that is made now will do. Throws what `load` throws
   * when what is known is too old to do without it, or when `isFinal` says that the failure itself is news.
   */
  async read(
    nowMs: number,
    fresh: 'fresh' | undefined,
    load: () => Promise<T>,
    isFinal: (error: unknown) => boolean = () => false,
  ): Promise<T> {
    const known = fresh ? undefined : this.#known;
    if (known && this.#mayServe(nowMs - known.readAtMs, nowMs)) return known.value;
    this.#renewedFromMs = nowMs;
    try {
      const value = await load();
      // A slower reader that began earlier knows nothing newer.
      if (!this.#known || this.#known.readAtMs <= nowMs) this.#known = { value, readAtMs: nowMs };
      return value;
    } catch (error) {
      if (known && nowMs - known.readAtMs < OUTAGE_MS && !isFinal(error)) return known.value;
      throw error;
    }
  }

  /** What is known, however old. */
  peek(): T | undefined {
    return this.#known?.value;
  }

  forget(): void {
    this.#known = undefined;
  }

  #mayServe(ageMs: number, nowMs: number): boolean {
    const isRenewed = nowMs - this.#renewedFromMs < RENEW_WITHIN_MS;
    return ageMs < RENEW_AFTER_MS || (ageMs < FRESH_MS && isRenewed);
  }
}
