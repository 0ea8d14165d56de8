import {
  type FinalTable,
  type StoredEvent,
  type TournamentRow,
  type TournamentRules,
  type TournamentState,
  toTimestamp,
} from '@roundgate/contract';
import { signedCall } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import { inParallel } from './in-parallel.ts';
import type { LoadPlayer } from './player.ts';
import type { LoadPlan, Promo } from './promo.ts';
import { tableFaults } from './table-faults.ts';

const KEY = 'key-op-lantern';
const TABLE = 'tn-load-table';
const MISSION = 'tn-load-mission';
/** Every fourth player joins. */
const SHARE = 4;
const TARGET_SPINS = 2;
/** Part of the play after which the table closes: others, and its own players, play on. */
const CLOSES_AFTER = 0.8;
const PATIENCE_MS = 120_000;
const JOINING_AT_ONCE = 16;

interface Table {
  readonly state: TournamentState;
  readonly rows: readonly TournamentRow[];
  readonly next_after: number | null;
  readonly final: { readonly payload: string } | null;
}
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const rules = (
  endsAtMs: number,
  change: Pick<TournamentRules, 'metric' | 'prize' | 'name'>,
): TournamentRules => ({
  game_ids: ['g-night-market'],
  currency: 'EUR',
  starts_at: toTimestamp(Date.now() - 1_000),
  ends_at: toTimestamp(endsAtMs),
  entry: { kind: 'cash', min_stake_minor: 1 },
  // These players are programs, and are not to be found out.
  anti_bot: { review_at: 100, exclude_at: 100 },
  ...change,
});

/** A tournament that closes while its players still play, and a mission that many of them reach. */
export class TournamentsPromo implements Promo {
  #joined = 0;

  async prepare(): Promise<void> {}

  async begin(stack: Stack, { minutes }: LoadPlan, players: readonly LoadPlayer[]): Promise<void> {
    const closesAtMs = Date.now() + minutes * 60_000 * CLOSES_AFTER + players.length * 2;
    const ranks = { kind: 'ranks' as const, amounts_minor: [5_000, 2_000, 1_000, 500, 500] };
    const target = { kind: 'target' as const, target: TARGET_SPINS, amount_minor: 3 };
    const both = [
      [TABLE, rules(closesAtMs, { name: 'Load', metric: 'best_multiplier', prize: ranks })],
      [MISSION, rules(closesAtMs, { name: 'Two spins', metric: 'spins', prize: target })],
    ] as const;
    for (const [id, one] of both) await ask(stack, 'PUT', `/v1/tournaments/${id}`, one);
    const joining = players.filter((_, index) => index % SHARE === 1);
    await inParallel(JOINING_AT_ONCE, joining, async (player) => {
      for (const [id] of both) await player.join(id);
    });
    this.#joined = joining.length;
  }

  /** Waits until both tables are closed and what was won is paid. */
  async settle(stack: Stack): Promise<void> {
    const endMs = Date.now() + PATIENCE_MS;
    const isOver = async (id: string): Promise<boolean> => {
      const { state, rows } = await readTable(stack, id);
      return state === 'final' && rows.every(({ award }) => award === 'none' || award === 'given');
    };
    while (!((await isOver(TABLE)) && (await isOver(MISSION))) && Date.now() < endMs) await sleep(1_000);
  }

  /** The signed tables are what the chains come to, and every prize was paid as they say. */
  async faults(stack: Stack, events: readonly StoredEvent[]): Promise<string[]> {
    const found = await Promise.all([TABLE, MISSION].map((id) => this.#tableFaults(stack, id, events)));
    return found.flat();
  }

  async #tableFaults(stack: Stack, id: string, events: readonly StoredEvent[]): Promise<string[]> {
    const { state, rows, final } = await readTable(stack, id);
    if (state !== 'final' || !final) return [`${id}: is ${state}, not final`];
    const text = Buffer.from(final.payload, 'base64').toString('utf8');
    const signed = JSON.parse(text) as FinalTable;
    return tableFaults({ signed, rows, joined: this.#joined }, events);
  }
}

const ask = <T>(stack: Stack, method: string, path: string, body?: unknown): Promise<T> =>
  signedCall<T>(stack, stack.urls.gatewayApi, KEY, method, path, body);

/** The whole table, page by page. */
async function readTable(stack: Stack, id: string): Promise<Table> {
  const rows: TournamentRow[] = [];
  const page = (after: number) =>
    ask<Table>(stack, 'GET', `/v1/tournaments/${id}/table?limit=1000&after=${after}`);
  const first = await page(0);
  for (let next: Table | undefined = first; next; ) {
    rows.push(...next.rows);
    next = next.next_after === null ? undefined : await page(next.next_after);
  }
  return { ...first, rows };
}
