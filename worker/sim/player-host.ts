import { createHash } from 'node:crypto';
import type { ChainedEvent } from '@roundgate/contract';
import type { RoundPolicy } from '../src/domain/rounds/policy.ts';
import { AlarmClock } from '../src/use-cases/alarm-clock.ts';
import { PlayerRounds } from '../src/use-cases/player-rounds.ts';
import { RgDesk } from '../src/use-cases/rg-desk.ts';
import type { Partners } from '../src/use-cases/round-runner.ts';
import { Cell, type Snapshot, type Stored, storeOver } from './stored-player.ts';
import type { VirtualClock } from './virtual-clock.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** How long a write takes to be safe; nothing leaves the object before. */
const DISK_MS = 5;
/** How soon the platform rings an alarm again whose run was cut off. */
const ALARM_RETRY_MS = 2_000;

/** One life of the object in memory. Dead, it gets no answer to anything and so does nothing more. */
export interface Instance {
  alive: boolean;
  readonly rounds: PlayerRounds;
}

/** How one instance sends: what it wrote is safe first, and an answer that comes after its death is heard by nobody. */
export type Line = <T>(send: () => Promise<T>) => Promise<T>;

/** What the host is given. */
export interface HostTools {
  readonly clock: VirtualClock;
  readonly policy: RoundPolicy;
  /** Partners as one instance reaches them. */
  readonly partners: (line: Line) => Omit<Partners, 'policyOf'>;
  /** Called with the number of every write, before it is safe. */
  readonly onWrite: (serial: number) => void;
  readonly onPublished: (events: readonly ChainedEvent[]) => void;
}

/**
 * The platform that an object lives on, with its worst habits: memory is lost at any moment, writes whose transaction
 * was not yet safe are lost with it, alarms may ring twice or never. What left the object rests on what is safe.
 */
export class PlayerHost {
  readonly #tools: HostTools;
  readonly #cell: Cell;
  #safe: Snapshot;
  #instance: Instance | undefined;
  readonly #zombies: Instance[] = [];
  #ringing = false;
  crashes = 0;

  constructor(start: Stored, tools: HostTools) {
    this.#cell = new Cell(start, tools.onWrite);
    this.#safe = this.#cell.snapshot;
    this.#tools = tools;
  }

  get stored(): Stored {
    return this.#cell.state;
  }

  /** Changes what is on disk from outside the rounds: a login, a block. Safe at once. */
  write(change: (state: Stored) => Stored): void {
    this.#cell.state = change(this.#cell.state);
    this.#safe = this.#cell.snapshot;
  }

  /** The instance that answers now; started when there is none. */
  instance(): Instance {
    this.#instance ??= this.#start();
    return this.#instance;
  }

  /** Waits until all that was written up to now is safe; never returns to an instance that died meanwhile. */
  gate(instance: Instance): Promise<void> {
    const written = this.#cell.snapshot;
    return new Promise((resolve) =>
      this.#tools.clock.after(DISK_MS, () => {
        if (!instance.alive) return;
        if (written.serial > this.#safe.serial) this.#safe = written;
        resolve();
      }),
    );
  }

  /** Memory is gone. Writes that were not safe yet are lost, or by luck were. */
  crash(keepUnsafe: boolean): void {
    this.crashes += 1;
    for (const instance of [this.#instance, ...this.#zombies]) if (instance) instance.alive = false;
    this.#zombies.length = 0;
    this.#instance = undefined;
    const kept = keepUnsafe ? this.#cell.state : this.#safe.state;
    // An alarm whose run was cut off rings again.
    const alarmAtMs = kept.alarmAtMs ?? (this.#ringing ? this.#tools.clock.now() + ALARM_RETRY_MS : null);
    this.#ringing = false;
    this.write(() => ({ ...kept, alarmAtMs }));
    this.#watchAlarm();
  }

  /** A second instance starts while the first still runs, as on a platform that lost count. */
  split(): void {
    if (this.#instance) this.#zombies.push(this.#instance);
    this.#instance = this.#start();
  }

  /** The platform loses the alarm for good. */
  loseAlarm(): void {
    this.write((state) => ({ ...state, alarmAtMs: null }));
  }

  #start(): Instance {
    const { clock, policy } = this.#tools;
    const life: { alive: boolean; rounds?: PlayerRounds } = { alive: true };
    const instance = life as Instance;
    const line: Line = async (send) => {
      await this.gate(instance);
      const answer = await send();
      return instance.alive ? answer : new Promise(() => {});
    };
    const setAlarm = (atMs: number) => {
      this.#cell.state = { ...this.#cell.state, alarmAtMs: atMs };
      this.#watchAlarm();
    };
    const alarm = new AlarmClock(setAlarm, clock.now);
    const store = storeOver(this.#cell, clock.now);
    life.rounds = new PlayerRounds({
      store,
      rg: new RgDesk(store, clock.now, () => {}),
      alarm,
      partners: { ...this.#tools.partners(line), policyOf: () => policy },
      sha256,
      log: () => {},
      now: clock.now,
      pause: (ms) => new Promise((resolve) => clock.after(ms, () => instance.alive && resolve())),
      // What was written in the background is safe a moment later, though nobody waits for it.
      keepAlive: (work) => void work.catch(() => {}).then(() => this.gate(instance)),
      send: (range) => line(async () => this.#tools.onPublished(range.events)),
      rate: { perSecond: 1_000, burst: 1_000 },
      publishAfterMs: 20_000,
    });
    life.rounds.wake(this.#cell.state.alarmAtMs);
    return instance;
  }

  #watchAlarm(): void {
    const { alarmAtMs } = this.#cell.state;
    const { clock } = this.#tools;
    if (alarmAtMs !== null) clock.after(alarmAtMs - clock.now(), () => this.#ring(alarmAtMs));
  }

  #ring(atMs: number): void {
    if (this.#cell.state.alarmAtMs !== atMs) return;
    const instance = this.instance();
    this.#cell.state = { ...this.#cell.state, alarmAtMs: null };
    this.#ringing = true;
    const done = instance.rounds.tend('sim').then(() => this.gate(instance));
    void done.then(() => {
      this.#ringing = false;
    });
  }
}
