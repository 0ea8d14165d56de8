import { createHash } from 'node:crypto';
import {
  type BusEvent,
  type ChainedEvent,
  type Currency,
  type FxRate,
  money,
  playerSource,
  type RoyaltyContract,
  type SpinType,
  toTimestamp,
} from '@roundgate/contract';
import { EMPTY_CHAIN, linkEvent } from '@roundgate/contract/audit';

/** SHA-256 in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const DAY_MS = 86_400_000;
const QUARTER_START_MS = Date.UTC(2026, 0, 1);
const QUARTER_DAYS = 90;
/** From here on a posting is late for the quarter. */
export const CLOSED_ON = '2026-04-05';
export const PERIOD = '2026-Q1';

const OPERATORS: readonly { readonly id: string; readonly currencies: readonly Currency[] }[] = [
  { id: 'op-lantern', currencies: ['EUR', 'SEK'] },
  { id: 'op-harbour', currencies: ['GBP', 'JPY', 'KWD'] },
];
const GAMES = ['g-night-market', 'g-paper-moons', 'g-tide-pool'];
const BUILDS = [`sha256:${'3f'.repeat(32)}`, `sha256:${'7a'.repeat(32)}`];

/** A small fast generator: the same seed gives the same quarter. */
export function dice(seed: string): () => number {
  let state = Number.parseInt(sha256(seed).slice(0, 8), 16);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A range on its way, and when it arrives. */
export interface Arrival {
  readonly atMs: number;
  readonly source: string;
  readonly events: readonly ChainedEvent[];
}

/** What the makers of the events wrote down themselves, apart from everything that is to be proven. */
export interface MakersBook {
  spins: number;
  late: number;
  free: number;
  test: number;
  /** By operator and currency: cash stakes and wins posted in time, and late. */
  readonly money: Map<
    string,
    { stake: number; win: number; lateStake: number; lateWin: number; spins: number }
  >;
}

/** A generated quarter. */
export interface Quarter {
  readonly arrivals: readonly Arrival[];
  readonly book: MakersBook;
  /** How much of a chain its source shows at a time: one that was cut off shows its end late. */
  readonly shown: (source: string, nowMs: number) => readonly ChainedEvent[];
}

interface Player {
  readonly operator: string;
  readonly playerId: string;
  readonly currency: Currency;
  /** A player whose last range arrives after the books were closed. */
  readonly isLate: boolean;
}

const pick = <T>(random: () => number, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;

function spinTypeOf(random: () => number): SpinType {
  const chance = random();
  if (chance < 0.9) return 'cash';
  return chance < 0.97 ? 'free' : 'tournament';
}

function eventOf(player: Player, number: number, tsMs: number, random: () => number): BusEvent {
  const stake = 10 + Math.floor(random() * 200) * 5;
  const win = random() < 0.28 ? Math.floor(stake * random() * 6.6) : 0;
  return {
    ...{
      type: 'spin_finished',
      ts: toTimestamp(tsMs),
      operator_id: player.operator,
      player_id: player.playerId,
    },
    ...{
      session_id: 's-1',
      game_id: pick(random, GAMES),
      build_hash: pick(random, BUILDS),
      rtp_profile: '96',
    },
    ...{ round_id: `rnd-${String(number).padStart(8, '0')}`, spin_id: `spin-${number}` },
    ...{
      spin_type: spinTypeOf(random),
      stake: money(stake, player.currency),
      win: money(win, player.currency),
    },
  } as BusEvent;
}

function note(
  book: MakersBook,
  { operator, playerId, currency }: Player,
  event: BusEvent,
  isLate: boolean,
): void {
  if (event.type !== 'spin_finished') return;
  book.spins += 1;
  if (isLate) book.late += 1;
  if (playerId.startsWith('p-test-')) {
    book.test += 1;
    return;
  }
  if (event.spin_type === 'free') book.free += 1;
  if (event.spin_type !== 'cash') return;
  const key = `${operator} ${currency}`;
  const sums = book.money.get(key) ?? { stake: 0, win: 0, lateStake: 0, lateWin: 0, spins: 0 };
  if (isLate) {
    sums.lateStake += event.stake.amount_minor;
    sums.lateWin += event.win.amount_minor;
  } else {
    sums.spins += 1;
    sums.stake += event.stake.amount_minor;
    sums.win += event.win.amount_minor;
  }
  book.money.set(key, sums);
}

/** Cuts a chain into ranges; some come twice, some overlap, some never arrive. The last one does: nothing would show its gap. */
function* rangesOf(chain: readonly ChainedEvent[], random: () => number): Generator<readonly ChainedEvent[]> {
  for (let at = 0; at < chain.length; ) {
    const length = 1 + Math.floor(random() * 60);
    const overlap = random() < 0.1 ? Math.min(at, 5) : 0;
    const isLast = at + length >= chain.length;
    if (isLast || random() > 0.05) yield chain.slice(at - overlap, at + length);
    if (random() < 0.05) yield chain.slice(at, at + length);
    at += length;
  }
}

/** What arrives late is the end of a chain: an object that was cut off for days and then came back. */
const lateFromOf = ({ isLate }: Player, length: number): number =>
  isLate ? Math.floor(length * 0.9) : length;

function chainOf(player: Player, spins: number, random: () => number, book: MakersBook): ChainedEvent[] {
  const times = Array.from(
    { length: spins },
    () => QUARTER_START_MS + Math.floor(random() * QUARTER_DAYS * DAY_MS),
  );
  times.sort((left, right) => left - right);
  const chain: ChainedEvent[] = [];
  const lateFrom = lateFromOf(player, spins);
  for (const [index, tsMs] of times.entries()) {
    const event = eventOf(player, index, tsMs, random);
    chain.push(linkEvent(sha256, chain.at(-1) ?? EMPTY_CHAIN, event));
    note(book, player, event, index >= lateFrom);
  }
  return chain;
}

const LATE_MS = Date.parse(CLOSED_ON) + 3 * DAY_MS;

function arrivalsOf(player: Player, chain: readonly ChainedEvent[], random: () => number): Arrival[] {
  const source = playerSource(player.operator, player.playerId);
  const lateFrom = lateFromOf(player, chain.length);
  const inTime = [...rangesOf(chain.slice(0, lateFrom), random)].map((events): Arrival => {
    const last = events.at(-1) as ChainedEvent;
    // Within an hour or two: out of order, and still before the books are closed.
    return { atMs: Date.parse(last.event.ts) + Math.floor(random() * 7_200_000), source, events };
  });
  const late = [...rangesOf(chain.slice(lateFrom), random)].map((events): Arrival => {
    return { atMs: LATE_MS + Math.floor(random() * 20 * DAY_MS), source, events };
  });
  return [...inTime, ...late];
}

/** Makes a quarter of spins: several operators, games, builds and currencies; free, tournament and test spins; late, repeated and disordered ranges. */
export function makeQuarter(seed: string, spins: number): Quarter {
  const random = dice(seed);
  const book: MakersBook = { spins: 0, late: 0, free: 0, test: 0, money: new Map() };
  const chains = new Map<string, ChainedEvent[]>();
  const lateFrom = new Map<string, number>();
  const arrivals: Arrival[] = [];
  const perPlayer = Math.max(20, Math.min(500, Math.floor(spins / 100)));
  for (let made = 0, number = 0; made < spins; number += 1) {
    const operator = pick(random, OPERATORS);
    const player: Player = {
      operator: operator.id,
      playerId: random() < 0.03 ? `p-test-${number}` : `p-${number}`,
      currency: pick(random, operator.currencies),
      isLate: random() < 0.1,
    };
    const chain = chainOf(player, Math.min(perPlayer, spins - made), random, book);
    made += chain.length;
    const source = playerSource(player.operator, player.playerId);
    chains.set(source, chain);
    lateFrom.set(source, lateFromOf(player, chain.length));
    arrivals.push(...arrivalsOf(player, chain, random));
  }
  const shown = (source: string, nowMs: number): readonly ChainedEvent[] =>
    (chains.get(source) ?? [])
      .slice(0, nowMs < LATE_MS ? lateFrom.get(source) : undefined)
      .filter(({ event }) => Date.parse(event.ts) <= nowMs);
  return { arrivals: arrivals.sort((left, right) => left.atMs - right.atMs), book, shown };
}

/** One contract for each operator: a hybrid in euros, and a revenue share in pounds. */
export const CONTRACTS: readonly RoyaltyContract[] = [
  {
    ...{ contract_id: 'ct-lantern', version: 1, starts_on: '2026-01-01', operator_id: 'op-lantern' },
    ...{ studio_id: 'st-harbour', game_ids: GAMES, currency: 'EUR', period: 'quarter' },
    ...{ closes_after_days: 5, minimum_minor: 0, rounding: 'half_even' },
    parts: [
      { kind: 'per_spin', fee_minor: '0.125', free_fee_minor: '0.02' },
      { kind: 'turnover', rate: [{ from_minor: 0, rate: '0.004' }] },
    ],
  },
  {
    ...{ contract_id: 'ct-harbour', version: 1, starts_on: '2026-01-01', operator_id: 'op-harbour' },
    ...{ studio_id: 'st-harbour', game_ids: GAMES, currency: 'GBP', period: 'quarter' },
    ...{ closes_after_days: 5, minimum_minor: 50_000, rounding: 'half_up' },
    parts: [
      {
        kind: 'revenue_share',
        deductions: [
          { kind: 'jackpot_contributions' },
          { kind: 'bonus_cost', cap_of_ggr: '0.25' },
          { kind: 'rate', name: 'gaming tax', rate: '0.21', of: 'ggr' },
        ],
        share: [
          { from_minor: 0, rate: '0.12' },
          { from_minor: 5_000_000, rate: '0.1' },
        ],
      },
    ],
  },
] as readonly RoyaltyContract[];

const rate = (base: Currency, quote: Currency, text: string): FxRate => ({
  ...{ base, quote, day: '2026-03-31', rate: text, source: 'generated', entered_on: '2026-03-31' },
});
/** What the currencies of the quarter are worth on its last day. */
export const RATES: readonly FxRate[] = [
  rate('SEK', 'EUR', '0.0912'),
  rate('JPY', 'GBP', '0.0053'),
  rate('KWD', 'GBP', '2.58'),
];
