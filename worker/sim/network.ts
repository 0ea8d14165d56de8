import type { Choices } from './rng.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What can happen to one message. */
export type NetworkFault =
  | 'lost_before'
  | 'lost_after'
  | 'late'
  | 'repeated'
  | 'garbage'
  | 'other_amount'
  | 'error_before'
  | 'error_after';

export const NETWORK_FAULTS: readonly NetworkFault[] = [
  'lost_before',
  'lost_after',
  'late',
  'repeated',
  'garbage',
  'other_amount',
  'error_before',
  'error_after',
];

/** How long a caller waits before an answer counts as unknown, as in the Worker. */
const TIMEOUT_MS = 4_000;
/** The longest that a message stays under way; what every simulated wallet promises as `maxInFlightMs`. */
export const MAX_IN_FLIGHT_MS = 120_000;

interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

/** Which fault meets the n-th message of a name; asked by name, so that leaving one out moves no other. */
export type FaultPlan = (name: string) => NetworkFault | undefined;

/** Carries calls to partners and their answers back: loses, repeats, delays, reorders and spoils them. */
export class Network {
  readonly #clock: VirtualClock;
  readonly #choices: Choices;
  readonly #counts = new Map<string, number>();
  #plan: FaultPlan;
  healed = false;
  /** Names of all messages, in the order in which they left. */
  readonly sent: string[] = [];
  faults = 0;

  constructor(clock: VirtualClock, choices: Choices, plan: FaultPlan) {
    this.#clock = clock;
    this.#choices = choices;
    this.#plan = plan;
  }

  /** From now on every message arrives, once and whole. */
  heal(): void {
    this.healed = true;
    this.#plan = () => undefined;
  }

  /** Sends one message. `apply` runs at the partner when it arrives, even when nobody waits for the answer any more. */
  send<T>(kind: string, apply: () => T): Promise<T | Unknown> {
    const count = this.#counts.get(kind) ?? 0;
    this.#counts.set(kind, count + 1);
    const name = `${kind}#${count}`;
    const fault = this.#plan(name);
    this.sent.push(name);
    if (fault) this.faults += 1;
    return new Promise((resolve) => this.#carry(name, fault, apply, resolve));
  }

  #carry<T>(
    name: string,
    fault: NetworkFault | undefined,
    apply: () => T,
    answer: (value: T | Unknown) => void,
  ): void {
    const there = this.#choices.between(`${name}/there`, 1, 60);
    const back = this.#choices.between(`${name}/back`, 1, 60);
    const fail = (ms: number, why: string) => this.#clock.after(ms, () => answer({ kind: 'unknown', why }));
    const arrive = (ms: number, then: (result: T) => void) => this.#clock.after(ms, () => then(apply()));
    const nothing = (): void => {};
    switch (fault) {
      case undefined:
        arrive(there, (result) => this.#clock.after(back, () => answer(result)));
        break;
      case 'lost_before':
        fail(TIMEOUT_MS, 'timeout');
        break;
      case 'lost_after':
        arrive(there, nothing);
        fail(TIMEOUT_MS, 'timeout');
        break;
      case 'late':
        arrive(this.#choices.between(`${name}/late`, TIMEOUT_MS, MAX_IN_FLIGHT_MS - 1), nothing);
        fail(TIMEOUT_MS, 'timeout');
        break;
      case 'repeated':
        // The nonce lets one copy in; the caller hears of the other one that it was sent before.
        arrive(this.#choices.between(`${name}/first`, 1, there), nothing);
        fail(there + back, 'nonce replayed');
        break;
      case 'error_before':
        fail(there + back, 'status 500');
        break;
      case 'garbage':
      case 'other_amount':
      case 'error_after':
        arrive(there, nothing);
        fail(there + back, fault);
    }
  }
}
