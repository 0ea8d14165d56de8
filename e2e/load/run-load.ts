import { playerSource, type StoredEvent } from '@roundgate/contract';
import type { Stack } from '../fixtures/stack.ts';
import { judge, type LoadBooks, type MoneyFigures, type Verdict } from './figures.ts';
import { FreeSpinsPromo } from './free-spins.ts';
import { inParallel } from './in-parallel.ts';
import { JackpotsPromo } from './jackpots.ts';
import { LoadPlayer } from './player.ts';
import type { LoadPlan, Promo, SpinWish } from './promo.ts';
import * as books from './read-books.ts';
import { TournamentsPromo } from './tournaments.ts';

/** What came of a run. `spins` are those of the write-once store; `p999BusAgeMs` is the gateway's own figure. */
export interface LoadReport extends Omit<Verdict, 'faults'> {
  readonly players: number;
  readonly minutes: number;
  readonly spins: number;
  readonly spinsPerSecond: number;
  readonly freeSpins: number;
  readonly jackpotWins: number;
  readonly tournamentSpins: number;
  readonly prizesPaid: number;
  readonly eventsOnBus: number;
  readonly p999BusAgeMs: number;
  readonly gaps: number;
  readonly duplicatesApplied: number;
}
type Say = (text: string) => void;

/** Requests under way at once: more than two cores can answer. */
const IN_FLIGHT = 48;
const OPENING_AT_ONCE = 16;
/** Every twentieth player is a test account of the operator. */
const TEST_SHARE = 20;
const STAKES_MINOR = [10, 10, 20, 20, 50] as const;
/** Spain: from start to start. */
const ROUND_MS = 3_000;
/** Within this the bus must have brought everything. */
const BUS_PATIENCE_MS = 120_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const cashSpin = (): SpinWish => ({
  stakeMinor: STAKES_MINOR[Math.floor(Math.random() * STAKES_MINOR.length)] ?? 10,
  spinType: 'cash',
});

async function openAll(
  stack: Stack,
  plan: LoadPlan,
  promos: readonly Promo[],
  say: Say,
): Promise<LoadPlayer[]> {
  const players = Array.from({ length: plan.players }, (_, index) => {
    const kind = index % TEST_SHARE === TEST_SHARE - 1 ? 'test' : 'load';
    return new LoadPlayer(stack, `p-${kind}-${String(index).padStart(5, '0')}`);
  });
  let open = 0;
  await inParallel(OPENING_AT_ONCE, players, async (player, index) => {
    await player.open();
    for (const promo of promos) await promo.welcome?.(stack, player.playerId, index);
    open += 1;
    if (open % 100 === 0) say(`  ${open} of ${players.length} sessions are open`);
  });
  return players;
}

async function playOne(player: LoadPlayer, promos: readonly Promo[]): Promise<void> {
  let wish: SpinWish | undefined;
  for (const promo of promos) wish ??= promo.wish?.(player.playerId);
  const spin = wish ?? cashSpin();
  player.nextAtMs = Date.now() + ROUND_MS;
  const finished = await player.play(spin);
  for (const promo of promos) promo.spent?.(spin, player.playerId, finished);
}

/** Closed loop: so many at once, each with the player who has waited longest. */
async function playAll(players: readonly LoadPlayer[], minutes: number, promos: readonly Promo[], say: Say) {
  const startedMs = Date.now();
  const endMs = startedMs + minutes * 60_000;
  const waiting = [...players];
  const worker = async (): Promise<void> => {
    while (Date.now() < endMs) {
      const player = waiting.shift();
      if (!player || player.nextAtMs > Date.now()) {
        if (player) waiting.unshift(player);
        await sleep(10);
        continue;
      }
      await playOne(player, promos);
      waiting.push(player);
    }
  };
  const ended = (): number => players.reduce((sum, { told }) => sum + told.size, 0);
  const progress = setInterval(() => say(`  ${ended()} spins`), 10_000);
  try {
    await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, players.length) }, worker));
  } finally {
    clearInterval(progress);
  }
  return (Date.now() - startedMs) / 1_000;
}

/** Until the ledger has applied as many events as the players' own chains hold: the bus brings them by itself. */
async function untilOnTheBus(stack: Stack, players: readonly LoadPlayer[], say: Say) {
  const endMs = Date.now() + BUS_PATIENCE_MS;
  for (;;) {
    const heads = await books.headsOf(stack, players);
    const wanted = [...heads.values()].reduce((sum, { seq }) => sum + seq, 0);
    const bus = await books.readBus(stack);
    say(`  ${bus.events} of ${wanted} events are in the ledger`);
    if (bus.events >= wanted || Date.now() > endMs) {
      await books.seal(stack);
      return { heads, bus };
    }
    await sleep(2_000);
  }
}

const addMoney = (left: MoneyFigures, right: MoneyFigures): MoneyFigures => ({
  debitedMinor: left.debitedMinor + right.debitedMinor,
  creditedMinor: left.creditedMinor + right.creditedMinor,
});
const NOTHING: MoneyFigures = { debitedMinor: 0, creditedMinor: 0 };

/** Every wallet account beside its chain. */
async function compareMoney(
  stack: Stack,
  players: readonly LoadPlayer[],
  eventsOf: (player: LoadPlayer) => readonly StoredEvent[],
) {
  const sum = { wallet: NOTHING, chainMoney: NOTHING, twice: 0 };
  const playersApart: string[] = [];
  await inParallel(OPENING_AT_ONCE, players, async (player) => {
    const { money: held, twice } = await books.walletOf(stack, player.playerId);
    const said = books.moneyOf(eventsOf(player));
    if (held.debitedMinor !== said.debitedMinor || held.creditedMinor !== said.creditedMinor)
      playersApart.push(player.playerId);
    sum.wallet = addMoney(sum.wallet, held);
    sum.chainMoney = addMoney(sum.chainMoney, said);
    sum.twice += twice;
  });
  return { ...sum, playersApart };
}

/** Rounds that a player saw end and that its chain does not tell so, and spins that stand in it twice. */
function compareTold(player: LoadPlayer, events: readonly StoredEvent[]): { apart: number; twice: number } {
  const spins = new Map<string, string>();
  let twice = 0;
  for (const { event } of events) {
    if (event.type !== 'spin_finished') continue;
    if (spins.has(event.round_id)) twice += 1;
    spins.set(event.round_id, `${event.stake.amount_minor} ${event.win.amount_minor}`);
  }
  const apart = [...player.told].filter(
    ([roundId, { stakeMinor, winMinor }]) => spins.get(roundId) !== `${stakeMinor} ${winMinor}`,
  ).length;
  return { apart, twice };
}

async function readAll(
  stack: Stack,
  players: readonly LoadPlayer[],
  startedMs: number,
  jackpots: JackpotsPromo,
  promos: readonly Promo[],
  say: Say,
): Promise<{ books: LoadBooks; events: readonly StoredEvent[] }> {
  const { heads, bus } = await untilOnTheBus(stack, players, say);
  const bySource = await books.storedEvents(stack);
  const eventsOf = ({ playerId }: LoadPlayer) => bySource.get(playerSource('op-lantern', playerId)) ?? [];
  const events = [...bySource.values()].flat();
  say('  reading wallets, report, invoice and meters');
  const { twice, ...compared } = await compareMoney(stack, players, eventsOf);
  const told = players.map((player) => compareTold(player, eventsOf(player)));
  const { testContribMinor, ...chain } = books.figuresOf(events);
  const invoice = await books.readInvoice(stack, startedMs);
  const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
    items.reduce((all, item) => all + of(item), 0);
  const faults = await Promise.all(promos.map((promo) => promo.faults?.(stack, events) ?? []));
  return {
    events,
    books: {
      ...{ ...compared, chain, testContribMinor, report: await books.readReport(stack, startedMs) },
      ...{ invoice: invoice.figures, dueMinor: invoice.dueMinor, expectedDueMinor: invoice.expectedDueMinor },
      meters: await jackpots.meters(stack, events),
      roundsTold: sum(players, (player) => player.told.size),
      toldApart: sum(told, ({ apart }) => apart),
      answersDiffer: sum(players, (player) => player.answersDiffer),
      gaps: books.countGaps(bySource, heads),
      duplicatesApplied: twice + sum(told, (one) => one.twice),
      packetsApart: faults.flat(),
      p999BusAgeMs: bus.ages.p999_ms ?? 0,
    },
  };
}

function tellRefusals(players: readonly LoadPlayer[], say: Say): void {
  const counts = new Map<string, number>();
  for (const code of players.flatMap(({ refusals }) => refusals))
    counts.set(code, (counts.get(code) ?? 0) + 1);
  for (const [code, count] of counts) say(`  ${count} rounds ended without a bet: ${code}`);
  const sum = (of: 'repeats' | 'dropped'): number => players.reduce((all, player) => all + player[of], 0);
  say(`  ${sum('repeats')} requests were sent twice, ${sum('dropped')} answers dropped`);
}

/** Lets players play on a running stack for some minutes, and then holds every book against the next. */
export async function runLoad(
  stack: Stack,
  plan: LoadPlan,
  say: Say,
): Promise<{ report: LoadReport; faults: readonly string[] }> {
  const jackpots = new JackpotsPromo();
  const promos: readonly Promo[] = [jackpots, new FreeSpinsPromo(), new TournamentsPromo()];
  const startedMs = Date.now();
  await books.putContract(stack, startedMs);
  for (const promo of promos) await promo.prepare(stack, plan);
  const players = await openAll(stack, plan, promos, say);
  for (const promo of promos) await promo.begin?.(stack, plan, players);
  const seconds = await playAll(players, plan.minutes, promos, say);
  tellRefusals(players, say);
  for (const promo of promos) await promo.settle?.(stack);
  const all = await readAll(stack, players, startedMs, jackpots, promos, say);
  const { faults, ...verdict } = judge(all.books);
  const { chain, p999BusAgeMs, gaps, duplicatesApplied } = all.books;
  const count = (is: (event: StoredEvent['event']) => boolean): number =>
    all.events.filter(({ event }) => is(event)).length;
  const report = {
    ...plan,
    spins: chain.spins,
    spinsPerSecond: Math.round((chain.spins / seconds) * 10) / 10,
    freeSpins: count((event) => event.type === 'spin_finished' && event.spin_type === 'free'),
    jackpotWins: count((event) => event.type === 'jackpot_win'),
    tournamentSpins: count((event) => event.type === 'spin_finished' && event.tournament_ids !== undefined),
    prizesPaid: count((event) => event.type === 'bonus_award'),
    eventsOnBus: all.events.length,
    ...{ p999BusAgeMs, ...verdict, gaps, duplicatesApplied },
  };
  return { report, faults };
}
