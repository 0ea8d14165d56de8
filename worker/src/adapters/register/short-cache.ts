import { ShortMemory } from '../../domain/short-memory.ts';

/** More keys than there are games and countries are somebody's guesses. */
const MAX_KEYS = 2_000;

/** The register cannot be read, and what is known of it is too old to play on. */
export class RegisterUnavailableError extends Error {}

/** Reads of this isolate by key, kept for a short while. */
export class ShortCache<T> {
  readonly #entries = new Map<string, ShortMemory<T>>();
  readonly #failure: string;

  /** @param failure what the error says when nothing can be read */
  constructor(failure: string) {
    this.#failure = failure;
  }

  /** The value of a key. With `fresh` only a read that is made now will do. Throws {@link RegisterUnavailableError}. */
  async read(key: string, nowMs: number, fresh: 'fresh' | undefined, load: () => Promise<T>): Promise<T> {
    try {
      return await this.#memoryOf(key).read(nowMs, fresh, load);
    } catch (error) {
      throw new RegisterUnavailableError(this.#failure, { cause: error });
    }
  }

  #memoryOf(key: string): ShortMemory<T> {
    const known = this.#entries.get(key);
    if (known) return known;
    if (this.#entries.size >= MAX_KEYS) this.#entries.clear();
    const memory = new ShortMemory<T>();
    this.#entries.set(key, memory);
    return memory;
  }

  clear(): void {
    this.#entries.clear();
  }
}
