import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { BusEvent, JackpotRules, JackpotView, Problem } from '@roundgate/contract';
import { expect, vi } from 'vitest';
import { PlayerWriter } from '../src/storage/player.ts';
import { launch, objectOf, type Player, signed, spin } from './client.ts';
import type { FakePartners } from './fake-partners.ts';

const RULES: JackpotRules = {
  game_ids: ['g-night-market'],
  currency: 'EUR',
  seed_minor: 1_000,
  contribution_ppm: 50_000,
  reserve_ppm: 200_000,
  trigger: { kind: 'random', one_in_minor: 1_000_000 },
};
export const rulesWith = (change: Partial<JackpotRules> = {}): JackpotRules => ({ ...RULES, ...change });
export const newJackpotId = (): string => `test-${crypto.randomUUID()}.grand`;
export const asPlatform = <T = JackpotView & Problem>(method: string, path: string, body?: unknown) =>
  signed<T>('key-compliance', method, path, body);
export const putJackpot = (jackpotId: string, rules: JackpotRules) =>
  asPlatform<{ already_there: boolean; jackpot: JackpotView } & Problem>(
    'PUT',
    `/v1/jackpots/${jackpotId}`,
    rules,
  );
export const poolOf = (jackpotId: string) => env.JACKPOT.getByName(jackpotId);

/** A player whose market allows jackpots, as the one that all tests are certified for is not known to do. */
export async function launchAllowed(playerId?: string): Promise<Player> {
  const player = await launch(playerId);
  await runInDurableObject(objectOf(player), (_, { storage }) =>
    storage.sql.exec("UPDATE sessions SET data = json_set(data, '$.market.features.jackpot', json('true'))"),
  );
  await evictDurableObject(objectOf(player));
  return player;
}

/** A meter as its pool knows it; an object that an abort cut off is asked again. */
export async function meter(jackpotId: string): Promise<JackpotView> {
  const { body } = await asPlatform('GET', `/v1/jackpots/${jackpotId}`);
  expect(body.balanced, JSON.stringify(body)).toBe(true);
  return body;
}

/** Plays until draws are offered a meter, or no longer are: an isolate reads the board once in a while. */
export async function untilOffered(partners: FakePartners, player: Player, id: string, is = true) {
  const { hits, contributesMinor } = partners;
  Object.assign(partners, { hits: undefined, contributesMinor: 0 });
  await vi.waitUntil(
    async () => {
      await spin(player);
      return partners.offered.some(({ jackpot_id }) => jackpot_id === id) === is;
    },
    { timeout: 8_000, interval: 250 },
  );
  Object.assign(partners, { hits, contributesMinor });
}

/** Makes a meter, and plays until it is played for. */
export async function running(partners: FakePartners, player: Player, change: Partial<JackpotRules> = {}) {
  const jackpotId = newJackpotId();
  expect((await putJackpot(jackpotId, rulesWith(change))).status).toBe(200);
  await untilOffered(partners, player, jackpotId);
  return jackpotId;
}

/** All that stands in a player's chain, with what was deferred. */
export async function eventsOf(player: Player): Promise<BusEvent[]> {
  await objectOf(player).chainHead();
  return runInDurableObject(objectOf(player), (_, { storage }) =>
    new PlayerWriter(storage.sql).eventsAfter(0, 100_000).map(({ event }) => event),
  );
}

/** What events of one sort come to for one meter. */
export const sumOf = (
  events: readonly BusEvent[],
  type: 'jackpot_contribution' | 'jackpot_win',
  jackpotId: string,
): number =>
  events.reduce(
    (sum, event) =>
      sum + (event.type === type && event.jackpot_id === jackpotId ? event.amount.amount_minor : 0),
    0,
  );
