import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import {
  type BusEvent,
  type CampaignArmResult,
  type CampaignPlayer,
  type CampaignRules,
  type CampaignView,
  money,
  type Problem,
  playerSource,
} from '@roundgate/contract';
import { shardOf } from '@roundgate/contract/audit';
import { vi } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import { type Player, signed } from './client.ts';

export type Placed = CampaignPlayer & { readonly already_there: boolean };
export type Results = { reference: string; arms: CampaignArmResult[] } & Problem;
type Who = Pick<Player, 'operatorId' | 'playerId'>;

const DAY_MS = 86_400_000;
const at = (utcMs: number): string => new Date(utcMs).toISOString();

/** Two free spins against none, half and half, for a day that began an hour ago. */
export const rulesWith = (change: Partial<CampaignRules> = {}): CampaignRules => ({
  game_id: 'g-night-market',
  currency: 'EUR',
  starts_at: at(Date.now() - 3_600_000),
  ends_at: at(Date.now() + DAY_MS),
  arms: [
    { arm: 'two', weight: 1, packet: { count: 2, bet_size: money(50, 'EUR'), valid_for_ms: DAY_MS } },
    { arm: 'none', weight: 1, packet: null },
  ],
  audience: 'listed',
  counts: 'game',
  ...change,
});

export const newCampaignId = (): string => `cmp-${crypto.randomUUID()}`;

/** A request of an operator to one of its campaigns. */
export const asked = <T = CampaignView & Problem>(
  method: string,
  campaignId: string,
  rest = '',
  body?: unknown,
  operatorId = 'op-lantern',
) => signed<T>(`key-${operatorId}`, method, `/v1/campaigns/${campaignId}${rest}`, body);

export const campaignObjectOf = (campaignId: string, operatorId = 'op-lantern') =>
  env.CAMPAIGN.getByName(`${operatorId}/${campaignId}`);

/** Rings a campaign's alarm until it has nothing left to ask, whatever is aborted meanwhile; who waits for another try is due now. */
export const drained = (campaignId: string, operatorId = 'op-lantern'): Promise<boolean> =>
  vi.waitUntil(
    async () => {
      const object = campaignObjectOf(campaignId, operatorId);
      try {
        await runInDurableObject(object, (_, { storage }) =>
          storage.sql.exec('UPDATE players SET due_at_ms = 0 WHERE due_at_ms IS NOT NULL').toArray(),
        );
        await runDurableObjectAlarm(object);
        return await runInDurableObject(
          object,
          (_, { storage }) =>
            storage.sql
              .exec<{ left: number }>('SELECT count(*) AS left FROM players WHERE due_at_ms IS NOT NULL')
              .one().left === 0,
        );
      } catch {
        return false;
      }
    },
    { timeout: 60_000, interval: 20 },
  );

/** Has the ledger take all of the players' events. */
export async function settled(players: readonly Who[]): Promise<void> {
  for (const { operatorId, playerId } of players) {
    await env.PLAYER.getByName(`${operatorId}/${playerId}`).chainHead();
    const source = playerSource(operatorId, playerId);
    await env.LEDGER.getByName(shardOf(sha256Hex, source)).catchUp(source);
  }
}

/** What the events of players come to for one campaign, by the plainest way there is: nothing of the product is used. */
export function recomputed(campaignId: string, chains: readonly (readonly BusEvent[])[]) {
  const arms = new Map<
    string,
    { assigned: number; given: number; spins: number; bonus: number; exposed: number[][] }
  >();
  for (const events of chains) {
    const place = events.find(
      (event) => event.type === 'campaign_assigned' && event.campaign_id === campaignId,
    );
    if (place?.type !== 'campaign_assigned') continue;
    const own = arms.get(place.arm) ?? { assigned: 0, given: 0, spins: 0, bonus: 0, exposed: [] };
    arms.set(place.arm, own);
    own.assigned += 1;
    own.given += events.filter(
      (e) => e.type === 'free_spins_granted' && e.grant_id === place.grant_id,
    ).length;
    const spins = events.flatMap((event, index) =>
      event.type === 'spin_finished' ? [{ event, index }] : [],
    );
    const free = spins.filter(
      ({ event }) => event.grant_id !== undefined && event.grant_id === place.grant_id,
    );
    const bonus = free.reduce((sum, { event }) => sum + event.win.amount_minor, 0);
    own.spins += free.length;
    own.bonus += bonus;
    const shown = events.findIndex((e) => e.type === 'campaign_exposed' && e.campaign_id === campaignId);
    if (shown < 0) continue;
    const cash = spins.filter(
      ({ event, index }) =>
        index > shown &&
        event.spin_type === 'cash' &&
        event.stake.currency === place.currency &&
        (place.counts === 'all_games' || event.game_id === place.game_id) &&
        event.ts < place.ends_at,
    );
    const staked = cash.reduce((sum, { event }) => sum + event.stake.amount_minor, 0);
    const won = cash.reduce((sum, { event }) => sum + event.win.amount_minor, 0);
    own.exposed.push([cash.length, staked, staked - won, staked - won - bonus]);
  }
  return arms;
}
