/** How long a read may serve spins before it is made again: the longest that what was taken back lives on. */
const FRESH_MS = 5_000;
/** How long it may serve when the database cannot be read; past it nothing is played. */
const OUTAGE_MS = 60_000;
/** More keys than there are games and countries are somebody's guesses. */
const MAX_KEYS = 2_000;

/** The register cannot be read, and what is known of it is too old to play on. */
export class RegisterUnavailableError extends Error {}

/** Reads of this isolate, kept for a short while. */
export class ShortCache<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly readAtMs: number }>();
  readonly #failure: string;

  /** @param failure what the error says when nothing can be read */
  constructor(failure: string) {
    this.#failure = failure;
  }

  /** The value of a key. With `fresh` only a read that is made now will do. Throws {@link RegisterUnavailableError}. */
  async read(key: string, nowMs: number, fresh: 'fresh' | undefined, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    const ageMs = known && !fresh ? nowMs - known.readAtMs : Number.POSITIVE_INFINITY;
    if (known && ageMs < FRESH_MS) return known.value;
    try {
      const value = await load();
      if (this.#entries.size >= MAX_KEYS) this.#entries.clear();
      this.#entries.set(key, { value, readAtMs: nowMs });
      return value;
    } catch (error) {
      if (known && ageMs < OUTAGE_MS) return known.value;
      throw new RegisterUnavailableError(this.#failure, { cause: error });
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}
