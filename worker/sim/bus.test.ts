import { createHash } from 'node:crypto';
import {
  type BusEvent,
  type ChainedEvent,
  type EventRange,
  playerSource,
  type StoredEvent,
} from '@roundgate/contract';
import { type ChainHead, EMPTY_CHAIN, linkEvent } from '@roundgate/contract/audit';
import { describe, expect, it } from 'vitest';
import { consumeBatch, type QueueMessage } from '../src/use-cases/consume-events.ts';
import type { PlayerRows } from '../src/use-cases/player-store.ts';
import { publishEvents } from '../src/use-cases/publish-events.ts';
import { type TakeTools, takeRange } from '../src/use-cases/take-range.ts';
import { Choices } from './rng.ts';
import { VirtualClock } from './virtual-clock.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const START_MS = Date.parse('2026-01-31T12:00:00.000Z');
const OPERATOR = 'op-lantern';

/** One player's chain and how much of it has left. */
class Chain {
  readonly links: ChainedEvent[] = [];
  #published = 0;
  readonly playerId: string;
  constructor(playerId: string) {
    this.playerId = playerId;
  }
  append(nowMs: number): void {
    const event: BusEvent = {
      ...{ type: 'rg_event', ts: new Date(nowMs).toISOString(), operator_id: OPERATOR },
      ...{ player_id: this.playerId, session_id: null, name: 'tick', reason: String(this.links.length) },
    } as BusEvent;
    this.links.push(linkEvent(sha256, this.links.at(-1) ?? EMPTY_CHAIN, event));
  }
  after = (seq: number, limit: number): ChainedEvent[] => this.links.slice(seq, seq + limit);
  publish(send: (range: EventRange) => Promise<void>): Promise<void> {
    const rows = {
      record: () => ({ operatorId: OPERATOR, playerId: this.playerId, publishedSeq: this.#published }),
      eventsAfter: this.after,
      markPublished: (seq: number) => {
        this.#published = Math.max(this.#published, seq);
      },
    };
    return publishEvents(rows as unknown as PlayerRows, send);
  }
}

/** The bus from many players to one consumer, in virtual time; the queue repeats and reorders, and sometimes loses for good. */
class World {
  readonly clock = new VirtualClock(START_MS);
  readonly chains = new Map<string, Chain>();
  readonly applied = new Map<string, StoredEvent[]>();
  readonly agesMs: number[] = [];
  readonly counts = { duplicates_skipped: 0, gaps_pulled: 0 };
  readonly #queue: { body: unknown; attempts: number; notBeforeMs: number }[] = [];
  readonly #random: () => number;
  stoppedUntilMs = 0;

  /** The share of ranges that never arrive. */
  readonly #loss: number;

  constructor(seed: string, players: number, loss: number) {
    const choices = new Choices(seed);
    let asked = 0;
    this.#random = () => {
      asked += 1;
      return choices.fraction(String(asked));
    };
    this.#loss = loss;
    for (let number = 0; number < players; number += 1) {
      const chain = new Chain(`p-${number}`);
      this.chains.set(playerSource(OPERATOR, chain.playerId), chain);
    }
  }

  /** The age of the oldest event that the consumer has not applied: the metric. */
  oldestMs(): number {
    const waiting = [...this.chains].flatMap(([source, { links }]) => {
      const next = links[this.applied.get(source)?.length ?? 0];
      return next ? [this.clock.now() - Date.parse(next.event.ts)] : [];
    });
    return Math.max(0, ...waiting);
  }

  /** Everybody plays for a while; each publishes 20 to 35 s after a write, as a player's object does. */
  play(forMs: number): void {
    for (const chain of this.chains.values()) {
      const share = this.#random();
      let isArmed = false;
      const publish = (): void => {
        isArmed = false;
        void chain.publish(async (range) => this.#enqueue({ kind: 'player', range }));
      };
      const spin = (): void => {
        if (this.clock.now() > START_MS + forMs) return;
        chain.append(this.clock.now());
        if (!isArmed) this.clock.after(20_000 + Math.round(15_000 * share), publish);
        isArmed = true;
        this.clock.after(1_000 + this.#random() * 4_000, spin);
      };
      this.clock.after(this.#random() * 3_000, spin);
    }
    this.#consume(forMs + 300_000);
  }

  #enqueue(body: unknown): void {
    const chance = this.#random();
    if (chance < this.#loss) return;
    const copies = chance < 0.1 ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const at = Math.floor(this.#random() * (this.#queue.length + 1));
      this.#queue.splice(at, 0, {
        body,
        attempts: 1,
        notBeforeMs: this.clock.now() + this.#random() * 1_500,
      });
    }
  }

  readonly #take: TakeTools = {
    store: {
      watermark: (source): ChainHead => this.applied.get(source)?.at(-1) ?? EMPTY_CHAIN,
      apply: (source, lines) =>
        void this.applied.set(source, [...(this.applied.get(source) ?? []), ...lines]),
      count: (name, by) => {
        this.counts[name] += by;
      },
      noteAges: (_, ages) => void this.agesMs.push(...ages),
      hold: () => undefined,
    },
    pull: async (source, seq) => this.chains.get(source)?.after(seq, 100) ?? [],
    sha256,
    now: this.clock.now,
  };

  #consume(untilMs: number): void {
    const nowMs = this.clock.now();
    if (nowMs > START_MS + untilMs) return;
    if (nowMs >= this.stoppedUntilMs) {
      const due = this.#queue.filter(({ notBeforeMs }) => notBeforeMs <= nowMs).slice(0, 50);
      for (const one of due) this.#queue.splice(this.#queue.indexOf(one), 1);
      void consumeBatch(
        due.map((one) => this.#message(one)),
        {
          sha256,
          onFailed: () => undefined,
          take: async (_, deliveries) =>
            Promise.all(
              deliveries.map(async (one) => {
                if (one.kind !== 'events') return 'unexpected';
                await takeRange(this.#take, one.source, one.events);
                return this.#random() < 0.02 ? 'the answer was lost' : null;
              }),
            ),
        },
      );
    }
    this.clock.after(1_000, () => this.#consume(untilMs));
  }

  #message({ body, attempts }: { body: unknown; attempts: number }): QueueMessage {
    const retry = ({ delaySeconds }: { delaySeconds: number }): void =>
      void this.#queue.push({
        body,
        attempts: attempts + 1,
        notBeforeMs: this.clock.now() + delaySeconds * 1_000,
      });
    return { id: 'm', body, attempts, ack: () => undefined, retry };
  }
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;

const SEED = process.env.SEED ?? String(Date.now() % 1_000_000);

describe(`the bus, seed ${SEED}`, () => {
  it('brings every event once and in order, through repeats, disorder, lost ranges and lost answers', async () => {
    const world = new World(SEED, 60, 0.02);
    world.play(240_000);
    await world.clock.run(START_MS + 600_000);
    // What was lost at the very end has nobody behind it that would show the gap: its dead letter does.
    for (const [source, { links }] of world.chains) {
      const applied = world.applied.get(source) ?? [];
      expect(applied.map(({ hash }) => hash)).toEqual(links.slice(0, applied.length).map(({ hash }) => hash));
    }
    const made = [...world.chains.values()].reduce((sum, { links }) => sum + links.length, 0);
    expect(world.agesMs.length).toBeGreaterThan(made * 0.95);
    expect(world.counts.duplicates_skipped).toBeGreaterThan(0);
    expect(world.counts.gaps_pulled).toBeGreaterThan(0);
  });

  it('keeps 99.9 % of events under 60 s though its consumer stands still for 20 s, and shows the age meanwhile', async () => {
    const world = new World(SEED, 200, 0);
    world.play(180_000);
    const before = START_MS + 90_000;
    await world.clock.run(before);
    const steadyMs = world.oldestMs();
    world.stoppedUntilMs = before + 20_000;
    await world.clock.run(before + 20_000);
    const stoppedMs = world.oldestMs();
    await world.clock.run(before + 40_000);
    expect(stoppedMs).toBeGreaterThan(steadyMs + 10_000);
    expect(world.oldestMs()).toBeLessThan(stoppedMs);
    await world.clock.run(START_MS + 480_000);
    const ages = world.agesMs.sort((left, right) => left - right);
    expect(ages.length).toBeGreaterThan(8_000);
    expect(quantile(ages, 0.999)).toBeLessThan(60_000);
  });
});
