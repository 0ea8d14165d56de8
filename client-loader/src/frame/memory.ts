/** What must outlive a reload of the page: the bet that was sent and not shown to its end. */
export interface PendingBet {
  readonly roundId: string;
  readonly stakeMinor: number;
}

/** Remembers one player's pending bet of one game on this device. Works without storage too, then only in memory. */
export class BetMemory {
  readonly #key: string;
  readonly #storage: Storage | undefined;
  #pending: PendingBet | undefined;

  constructor(owner: string, storage: Storage | undefined) {
    this.#key = `roundgate:${owner}`;
    this.#storage = storage;
    this.#pending = this.#read();
  }

  get pending(): PendingBet | undefined {
    return this.#pending;
  }

  /** Called before a bet leaves, so that a reload finds its id. */
  remember(bet: PendingBet): void {
    this.#pending = bet;
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(bet));
    } catch {
      // Full or denied: memory still serves this page.
    }
  }

  /** Called when the player has seen how it ended. */
  forget(roundId: string): void {
    if (this.#pending?.roundId !== roundId) return;
    this.#pending = undefined;
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      // As above.
    }
  }

  #read(): PendingBet | undefined {
    try {
      const value = JSON.parse(this.#storage?.getItem(this.#key) ?? 'null') as Partial<PendingBet> | null;
      return typeof value?.roundId === 'string' && Number.isSafeInteger(value.stakeMinor)
        ? (value as PendingBet)
        : undefined;
    } catch {
      return undefined;
    }
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
