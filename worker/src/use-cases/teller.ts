import type { Log, Pause } from './round-runner.ts';

/** What the telling of `T` rests on: figures that only grow, each told as a whole. */
export interface TellerTools<T> {
  /** What the other side does not know yet. */
  readonly untold: () => readonly T[];
  readonly noteTold: (told: T) => void;
  /** Tells the other side; returns when it is kept there. */
  readonly send: (news: readonly T[]) => Promise<void>;
  readonly pause: Pause;
  readonly log: Log;
  readonly keepAlive: (work: Promise<unknown>) => void;
  /** Called when a telling failed: the alarm is to try again. */
  readonly onFailed: () => void;
}

/** How long a player's news gathers after some was told. */
const GATHER_MS = 500;

/**
 * Tells a player's news off the path of its spins: the first at once, then no more often than twice a second. Sums are
 * told and not steps, so that a telling that is lost or comes twice changes nothing.
 */
export class Teller<T> {
  readonly #tools: TellerTools<T>;
  #telling: Promise<void> | undefined;

  constructor(tools: TellerTools<T>) {
    this.#tools = tools;
  }

  /** Begins to tell what is new; does nothing when nothing is. */
  tellSoon(): void {
    if (this.#telling || this.#tools.untold().length === 0) return;
    this.#telling = this.#tellAll().finally(() => {
      this.#telling = undefined;
    });
    this.#tools.keepAlive(this.#telling);
  }

  /** Tells what is new, now. Never throws; false when it was not taken. */
  async tell(): Promise<boolean> {
    const { untold, send, noteTold, log, onFailed } = this.#tools;
    const news = untold();
    if (news.length === 0) return true;
    try {
      await send(news);
      for (const one of news) noteTold(one);
      return true;
    } catch (error) {
      log('warn', 'news not told', { error: String(error) });
      onFailed();
      return false;
    }
  }

  async #tellAll(): Promise<void> {
    const { untold, pause } = this.#tools;
    while (untold().length > 0 && (await this.tell())) await pause(GATHER_MS);
  }
}
