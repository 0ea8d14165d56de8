import type { SessionTournament, TournamentTable } from '@roundgate/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Answer } from '../../frame/api.ts';
import { TablesDesk } from './tables-desk.ts';

const ID = 'tn-evening';
const tournament = (change: Partial<SessionTournament> = {}): SessionTournament => ({
  ...{ tournament_id: ID, name: 'Evening', metric: 'sum_win', currency: 'EUR', players: 2, joined: null },
  entry: { kind: 'cash', min_stake_minor: 10 },
  prize: { kind: 'ranks', amounts_minor: [500] },
  ...{ starts_at: '2026-11-26T10:00:00.000Z', ends_at: '2026-11-26T22:00:00.000Z', state: 'running' },
  ...change,
});
const joined = { score: 0, grant_id: null, award_minor: null };
const table = (change: Partial<TournamentTable> = {}): TournamentTable => ({
  ...{ tournament_id: ID, state: 'running', players: 2, places: [], you: null },
  ...{ at: '2026-11-26T12:00:00.000Z', ...change },
});

beforeEach(() => void vi.stubGlobal('navigator', { webdriver: false }));
afterEach(() => vi.unstubAllGlobals());

/** A desk over a gateway that answers with `world.list`. */
function setting(list: SessionTournament[]) {
  const world = {
    list,
    nowMs: 0,
    calls: [] as string[],
    open: new Map<string, (told: TournamentTable) => void>(),
  };
  const desk = new TablesDesk({
    api: {
      call: async <T>(method: 'GET' | 'POST', path: string) => {
        world.calls.push(`${method} ${path}`);
        const body = method === 'POST' ? tournament({ joined }) : { tournaments: world.list };
        return { ok: true, status: 200, body } as Answer<T>;
      },
    },
    now: () => world.nowMs,
    isHidden: () => false,
    open: (id, onTable) => {
      world.open.set(id, onTable);
      return { close: () => void world.open.delete(id) };
    },
    onChange: () => {},
  });
  const pass = async (ms: number) => {
    world.nowMs += ms;
    desk.tick();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { world, desk, pass };
}

it('a table is followed once it is looked at or joined, and the score is the newest that was told', async () => {
  const { world, desk, pass } = setting([tournament()]);
  await pass(0);
  expect(world.open.size).toBe(0);
  desk.watchAll(true);
  expect([...world.open.keys()]).toEqual([ID]);
  desk.watchAll(false);
  expect(world.open.size).toBe(0);
  expect(await desk.join(ID)).toBe(true);
  expect(world.calls).toContain(`POST /v1/session/tournaments/${ID}/join`);
  world.open.get(ID)?.(table({ you: { rank: 1, alias: 'ME', score: 250 } }));
  expect(desk.list.map((one) => desk.scoreOf(one))).toEqual([250]);
});

it('the list is asked for seldom, and at once when a table has ended, until the prize is there', async () => {
  const { world, desk, pass } = setting([tournament({ joined })]);
  await pass(0);
  await pass(29_000);
  expect(world.calls).toHaveLength(1);
  world.open.get(ID)?.(table());
  world.list = [tournament({ joined, state: 'final' })];
  world.open.get(ID)?.(table({ state: 'final' }));
  expect(world.open.size).toBe(0);
  await pass(1);
  expect(world.calls).toHaveLength(2);
  await pass(3_000);
  expect(world.calls).toHaveLength(3);
  world.list = [tournament({ joined: { ...joined, award_minor: 500 }, state: 'final' })];
  await pass(3_000);
  await pass(20_000);
  expect(world.calls).toHaveLength(4);
  expect(desk.list[0]?.joined?.award_minor).toBe(500);
});

it('nothing is asked for any more once it was stopped', async () => {
  const { world, desk, pass } = setting([tournament({ joined })]);
  await pass(0);
  desk.stop();
  await pass(1_000_000);
  expect([world.calls.length, world.open.size]).toEqual([1, 0]);
});
