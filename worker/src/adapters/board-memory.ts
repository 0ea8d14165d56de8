/** Waits for work, and no longer than so many milliseconds: then it rejects. The work itself goes on. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Known<T> {
  readonly lines: readonly T[];
  readonly readAtMs: number;
}

/** More names than there are games or operators would be somebody's guesses. */
const MAX_BOARDS = 2_000;

/**
 * What this isolate has read of boards, by name: values only, because a read under way belongs to the request or object
 * that began it.
 */
export class BoardMemory<T> {
  readonly #known = new Map<string, Known<T>>();
  readonly #freshMs: number;
  readonly #waitMs: number;

  /** `freshMs`: how long an answer serves. `waitMs`: how long anybody waits for a new one. */
  constructor(freshMs: number, waitMs: number) {
    this.#freshMs = freshMs;
    this.#waitMs = waitMs;
  }

  /**
   * A board's lines, at most `freshMs` old. Where there were none nothing waits to learn that there still are none. Rejects
   * when the board does not answer in time.
   */
  async read(name: string, nowMs: number, load: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const known = this.#known.get(name);
    if (known && nowMs - known.readAtMs < this.#freshMs) return known.lines;
    const reading = this.#readNow(name, nowMs, load);
    if (known?.lines.length !== 0) return within(reading, this.#waitMs);
    reading.catch(() => undefined);
    return known.lines;
  }

  async #readNow(name: string, nowMs: number, load: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const lines = await load();
    const known = this.#known.get(name);
    if (this.#known.size >= MAX_BOARDS) this.#known.clear();
    if (!known || known.readAtMs <= nowMs) this.#known.set(name, { lines, readAtMs: nowMs });
    return lines;
  }
}
