import { describe, expect, it } from 'vitest';
import { CHAIN_START } from '../bus-events.ts';
import { checkCampaigns } from './check-campaigns.ts';
import type { PlayerHistory } from './history.ts';

type Event = PlayerHistory['events'][number]['event'];
const who = { ts: '2026-02-01T00:00:00.000Z', operator_id: 'op-1', player_id: 'p-1' };
const place = {
  ...{ ...who, campaign_id: 'cmp-1', arm: 'two', game_id: 'g-1', currency: 'EUR' as const },
  ...{ counts: 'game' as const, ends_at: '2026-03-01T00:00:00.000Z', grant_id: 'fs-own' },
};
const assigned: Event = { type: 'campaign_assigned', ...place, refused: null };
const exposed: Event = { type: 'campaign_exposed', ...place, session_id: 's-1' };
const granted: Event = {
  ...{ type: 'free_spins_granted', ...who, grant_id: 'fs-own', game_id: 'g-1', count: 2 },
  expires_at: place.ends_at,
};
const found = (...events: Event[]) => {
  const chain = events.map((event, index) => ({
    ...{ seq: index + 1, prev_hash: CHAIN_START, hash: CHAIN_START, event },
  }));
  const nothing = { answers: null, ledger: null, draws: null, published: null };
  return checkCampaigns({ ...nothing, rounds: [], events: chain, healed: true }).map(({ detail }) => detail);
};

describe('the checker of campaigns', () => {
  it('passes a place with its packet, a control, and a place whose packet was refused', () => {
    expect(found(granted, assigned, exposed)).toEqual([]);
    const control = { grant_id: null, arm: 'none' };
    expect(found({ ...assigned, ...control }, { ...exposed, ...control })).toEqual([]);
    expect(found({ ...assigned, refused: 'STAKE_NOT_ALLOWED' }, exposed)).toEqual([]);
  });

  it.each([
    ['two packets', [granted, granted, assigned], '2 packets granted, 1 assigned'],
    ['no packet', [assigned], '0 packets granted, 1 assigned'],
    ['two places', [granted, assigned, assigned], 'assigned 2 times'],
    ['two exposures', [granted, assigned, exposed, exposed], 'exposed 2 times'],
    ['an exposure too early', [granted, exposed, assigned], 'exposed before it was assigned'],
    ['two arms', [granted, assigned, { ...exposed, arm: 'none' }], 'in more than one arm'],
  ] as const)('finds %s', (_, events, detail) => {
    expect(found(...events)).toEqual([`cmp-1: ${detail}`]);
  });
});
