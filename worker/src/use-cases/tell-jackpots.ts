import type { Log, Pause } from './round-runner.ts';

/** What one player has put into one pool, in all. */
export interface PlayerTotal {
  readonly jackpotId: string;
  readonly totalMinor: number;
}

/** What the telling rests on. */
export interface JackpotTellerTools {
  /** What the player's settled rounds come to, written or not. */
  readonly totals: () => readonly PlayerTotal[];
  readonly toldMinor: (jackpotId: string) => number;
  readonly noteTold: (total: PlayerTotal) => void;
  /** Tells the player's shard; returns when it is kept there. */
  readonly send: (totals: readonly PlayerTotal[]) => Promise<void>;
  readonly pause: Pause;
  readonly log: Log;
  readonly keepAlive: (work: Promise<unknown>) => void;
  /** Called when a telling failed: the alarm is to try again. */
  readonly onFailed: () => void;
}

/** How long a player's contributions gather after they were told. */
const GATHER_MS = 500;

/**
 * Tells a player's contributions off the path of its spins: the first at once, then no more often than twice a second.
 * Sums are told and not steps, so that a telling that is lost or comes twice changes nothing.
 */
export class JackpotTeller {
  readonly #tools: JackpotTellerTools;
  #telling: Promise<void> | undefined;

  constructor(tools: JackpotTellerTools) {
    this.#tools = tools;
  }

  /** Begins to tell what is new; does nothing when nothing is. */
  tellSoon(): void {
    if (this.#telling || this.untold().length === 0) return;
    this.#telling = this.#tellAll().finally(() => {
      this.#telling = undefined;
    });
    this.#tools.keepAlive(this.#telling);
  }

  /** Tells what is new, now. Never throws; false when it was not taken. */
  async tell(): Promise<boolean> {
    const { send, noteTold, log, onFailed } = this.#tools;
    const totals = this.untold();
    if (totals.length === 0) return true;
    try {
      await send(totals);
      for (const total of totals) noteTold(total);
      return true;
    } catch (error) {
      log('warn', 'contributions not told', { error: String(error) });
      onFailed();
      return false;
    }
  }

  /** What the shard does not know yet. */
  untold(): PlayerTotal[] {
    const { totals, toldMinor } = this.#tools;
    return totals().filter(({ jackpotId, totalMinor }) => totalMinor > toldMinor(jackpotId));
  }

  async #tellAll(): Promise<void> {
    while (this.untold().length > 0 && (await this.tell())) await this.#tools.pause(GATHER_MS);
  }
}
