import { playerSource } from '@roundgate/contract';
import type { Round } from '../domain/rounds/round.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import type { Logger } from '../log.ts';
import { HeldWriter } from '../storage/held.ts';
import type { AlarmClock } from '../use-cases/alarm-clock.ts';
import { tellHeld } from '../use-cases/tell-held.ts';

/** How soon the ledger is told again of interrupted rounds, when that did not leave. */
const TELL_AGAIN_MS = 5_000;

/** Tells the ledger of a player's interrupted rounds, and keeps on until it has left. */
export class HeldTeller {
  readonly #told: HeldWriter;
  readonly #bus: Queue;
  readonly #alarm: AlarmClock;
  readonly #log: Logger;

  constructor(sql: SqlStorage, bus: Queue, alarm: AlarmClock, log: Logger) {
    this.#told = new HeldWriter(sql);
    this.#bus = bus;
    this.#alarm = alarm;
    this.#log = log;
  }

  /** To be called when an instance starts: what did not leave is told again. */
  rearm(): void {
    if (!this.#told.read().sent) this.#alarm.arm(TELL_AGAIN_MS);
  }

  /** Never throws. */
  async tell({ operatorId, playerId }: PlayerRecord, open: readonly Round[], traceId: string): Promise<void> {
    if (!operatorId) return;
    const source = playerSource(operatorId, playerId);
    try {
      await tellHeld(open, {
        read: () => this.#told.read(),
        write: (told) => this.#told.write(told),
        send: async (version, rounds) =>
          void (await this.#bus.send({ kind: 'held', source, version, rounds })),
      });
    } catch (error) {
      this.#log('error', 'interrupted rounds not told', { trace_id: traceId, error: String(error) });
      this.#alarm.arm(TELL_AGAIN_MS);
    }
  }
}
