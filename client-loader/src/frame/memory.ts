/** One value that this device keeps as JSON. Where storage is full or denied nothing is kept, and nothing is thrown. */
export const slot = (key: string, storage: Storage | undefined) => ({
  read(): unknown {
    try {
      return JSON.parse(storage?.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  },
  write(value: unknown): void {
    try {
      storage?.setItem(key, JSON.stringify(value));
    } catch {
      // Memory still serves this page.
    }
  },
});

/** What must outlive a reload of the page: the bet that was sent and not shown to its end. */
export interface PendingBet {
  readonly roundId: string;
  readonly stakeMinor: number;
}

/** Remembers one player's pending bet of one game on this device. Works without storage too, then only in memory. */
export class BetMemory {
  readonly #slot: ReturnType<typeof slot>;
  #pending: PendingBet | null;

  constructor(owner: string, storage: Storage | undefined) {
    this.#slot = slot(`roundgate:${owner}`, storage);
    const kept = this.#slot.read() as Partial<PendingBet> | null;
    const isBet = typeof kept?.roundId === 'string' && Number.isSafeInteger(kept.stakeMinor);
    this.#pending = isBet ? (kept as PendingBet) : null;
  }

  get pending(): PendingBet | null {
    return this.#pending;
  }

  /** Called before a bet leaves, so that a reload finds its id. */
  remember(bet: PendingBet | null): void {
    this.#pending = bet;
    this.#slot.write(bet);
  }

  /** Called when the player has seen how it ended. */
  forget(roundId: string): void {
    if (this.#pending?.roundId === roundId) this.remember(null);
  }
}

/** The page's storage, or undefined where the browser denies it. */
export function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
