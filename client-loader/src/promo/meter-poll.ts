import type { GameMeter, JackpotMeter } from '@roundgate/contract';
import type { Api } from '../frame/api.ts';
import { ENDS } from './ends.ts';

/** How often the meters are asked for while there are any; more often the gateway does not want (`listSessionJackpots`). */
const POLL_MS = 1_000;
/** A game without meters may get one. */
const NONE_POLL_MS = 30_000;
const FAILED_POLL_MS = 3_000;
/** An older figure is not shown. */
const FRESH_MS = 2_000;

/** What polling needs from outside. */
export interface MeterTools {
  readonly api: Pick<Api, 'call'>;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  /** Nobody sees the page. */
  isHidden(): boolean;
  /** The meters are others than were told last. */
  onMeters(meters: readonly GameMeter[]): void;
}

const asGameMeter = ({ jackpot_id, meter_minor, one_in_minor }: JackpotMeter): GameMeter => ({
  jackpot_id,
  meter_minor,
  one_in_minor,
});

/** Asks for the meters of a session as long as somebody sees them, and tells no figure that is old (spec F3). */
export class MeterPoll {
  readonly #tools: MeterTools;
  #told: readonly GameMeter[] = [];
  #answeredMs = 0;
  #dueMs = 0;
  #asking = false;

  constructor(tools: MeterTools) {
    this.#tools = tools;
  }

  /** To be called a few times a second. */
  tick(): void {
    const nowMs = this.#tools.now();
    if (this.#tools.isHidden()) return;
    if (nowMs - this.#answeredMs > FRESH_MS && this.#told.some(({ meter_minor }) => meter_minor !== null))
      this.#tell(this.#told.map((meter) => ({ ...meter, meter_minor: null })));
    if (!this.#asking && nowMs >= this.#dueMs) void this.#ask(nowMs);
  }

  async #ask(startedMs: number): Promise<void> {
    this.#asking = true;
    const path = '/v1/session/jackpots';
    const answer = await this.#tools.api.call<{ jackpots: JackpotMeter[] }>('GET', path);
    this.#asking = false;
    if (answer.ok) {
      const { jackpots } = answer.body;
      this.#answeredMs = this.#tools.now();
      this.#dueMs = startedMs + (jackpots.length > 0 ? POLL_MS : NONE_POLL_MS);
      this.#tell(jackpots.map(asGameMeter));
    } else if (ENDS.has(answer.code)) this.#dueMs = Number.POSITIVE_INFINITY;
    else this.#dueMs = this.#tools.now() + (answer.retryAfterMs ?? FAILED_POLL_MS);
  }

  #tell(meters: readonly GameMeter[]): void {
    if (JSON.stringify(meters) === JSON.stringify(this.#told)) return;
    this.#told = meters;
    this.#tools.onMeters(meters);
  }
}
