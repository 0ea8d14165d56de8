import { type GameMeter, type JackpotMeter, money, type PromoNews } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../frame/api.ts';
import { MeterPoll } from './meter-poll.ts';
import { PromoDesk } from './promo-desk.ts';
import { WonMemory } from './won.ts';

const meter = (meter_minor: number): JackpotMeter => ({
  ...{ jackpot_id: 'night-market.grand', meter_minor, currency: 'EUR', one_in_minor: 1_000 },
  trigger: { kind: 'random', one_in_minor: 1_000 },
});
const ok = (...jackpots: JackpotMeter[]): Answer<unknown> => ({ ok: true, status: 200, body: { jackpots } });
const refused = (code: 'OFFLINE' | 'SESSION_ENDED'): Answer<unknown> => ({
  ok: false,
  code,
  retryAfterMs: null,
});

/** A poll over a clock of its own; the answer is that which stands in `world` when it is asked for. */
function polling(first: Answer<unknown>) {
  const world = { answer: first, nowMs: 10_000, hidden: false, asked: 0, told: [] as GameMeter[][] };
  const poll = new MeterPoll({
    api: {
      call: async <T>() => {
        world.asked += 1;
        return world.answer as Answer<T>;
      },
    },
    now: () => world.nowMs,
    isHidden: () => world.hidden,
    onMeters: (meters) => void world.told.push([...meters]),
  });
  /** Lets time pass in ticks of a quarter of a second. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 250) {
      world.nowMs += 250;
      poll.tick();
      await Promise.resolve();
    }
  };
  return { world, pass };
}

describe('the meters', () => {
  it('are asked for once a second while the page is seen, and told when they have moved', async () => {
    const { world, pass } = polling(ok(meter(500)));
    await pass(3_000);
    expect([world.asked, world.told.length]).toEqual([3, 1]);
    world.answer = ok(meter(501));
    await pass(1_000);
    expect(world.told.at(-1)).toEqual([
      { jackpot_id: 'night-market.grand', meter_minor: 501, one_in_minor: 1_000 },
    ]);
    world.hidden = true;
    const { asked } = world;
    await pass(10_000);
    expect(world.asked).toBe(asked);
    world.hidden = false;
    await pass(250);
    expect(world.asked).toBe(asked + 1);
  });

  it('are asked for seldom where there are none', async () => {
    const { world, pass } = polling(ok());
    await pass(29_000);
    expect([world.asked, world.told]).toEqual([1, []]);
  });

  it('tell no figure that is older than two seconds', async () => {
    const { world, pass } = polling(ok(meter(500)));
    await pass(250);
    world.answer = refused('OFFLINE');
    await pass(2_250);
    expect(world.told.at(-1)).toMatchObject([{ meter_minor: null }]);
    world.answer = ok(meter(502));
    await pass(3_000);
    expect(world.told.at(-1)).toMatchObject([{ meter_minor: 502 }]);
  });

  it('are not asked for any more once the session has ended', async () => {
    const { world, pass } = polling(refused('SESSION_ENDED'));
    await pass(60_000);
    expect(world.asked).toBe(1);
  });
});

describe('what the game is told', () => {
  const offer = (grant_id: string, used = 0) => ({
    ...{ grant_id, bet_size: money(100, 'EUR'), count: 5, used, expires_at: '2026-12-01T00:00:00.000Z' },
  });
  const kept = () => {
    const items = new Map<string, string>();
    return {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    } as Storage;
  };

  it('is all of it whenever a part has changed, and nothing when none has', () => {
    const told: PromoNews[] = [];
    const desk = new PromoDesk(new WonMemory('one', undefined), (news) => void told.push(news));
    desk.hearOffers([]);
    expect(told).toEqual([]);
    desk.hearOffers([offer('fs-a')]);
    desk.hearOffers([offer('fs-a')]);
    desk.hearMeters([{ jackpot_id: 'pool', meter_minor: 9, one_in_minor: 7 }]);
    expect(told.map(({ free_spins, jackpots }) => [free_spins.length, jackpots.length])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('counts what a packet has won over a reload, and forgets it with the packet', () => {
    const storage = kept();
    const told: PromoNews[] = [];
    const start = () => new PromoDesk(new WonMemory('one', storage), (news) => void told.push(news));
    const desk = start();
    desk.hearOffers([offer('fs-a')]);
    desk.hearRound('fs-a', { win: money(120, 'EUR') });
    desk.hearRound('fs-a', { win: money(30, 'EUR') });
    desk.hearRound(undefined, { win: money(9_000, 'EUR') });
    start().hearOffers([offer('fs-a', 2)]);
    expect(told.at(-1)?.free_spins).toMatchObject([{ used: 2, won_minor: 150 }]);
    start().hearOffers([]);
    start().hearOffers([offer('fs-a', 2)]);
    expect(told.at(-1)?.free_spins).toMatchObject([{ won_minor: 0 }]);
  });
});
