import { z } from 'zod';
import { CampaignId } from '../campaigns.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';

/** Ten free spins against none, half and half. */
export const SAMPLE_CAMPAIGN_RULES = {
  game_id: SAMPLE.game,
  currency: 'EUR' as const,
  starts_at: '2026-02-01T00:00:00.000Z',
  ends_at: '2026-02-28T23:59:59.999Z',
  arms: [
    { arm: 'none', weight: 1, packet: null },
    { arm: 'ten-spins', weight: 1, packet: { count: 10, bet_size: SAMPLE.stake, valid_for_ms: 604_800_000 } },
  ],
  audience: 'listed' as const,
};

export const SAMPLE_CAMPAIGN_ID = 'cmp-spring';

const none = { waiting: 0, given: 0, control: 0, refused: 0, withdrawn: 0 };

/** The same, given to two players. */
export const SAMPLE_CAMPAIGN = {
  campaign_id: SAMPLE_CAMPAIGN_ID,
  ...SAMPLE_CAMPAIGN_RULES,
  counts: 'game' as const,
  state: 'running' as const,
  cancel_unplayed: false,
  made_at: SAMPLE.ts,
  stopped_at: null,
  progress: [
    { ...none, arm: 'none', control: 1 },
    { ...none, arm: 'ten-spins', given: 1 },
  ],
};

/** A player who was given a packet. */
export const SAMPLE_CAMPAIGN_PLAYER = {
  player_id: SAMPLE.player,
  arm: 'ten-spins',
  state: 'given' as const,
  reason: null,
  grant_id: 'fs-c0a1b2c3d4e5f',
  withdrawn: false,
};

/** Names one campaign in a path. */
export const CampaignPath = z.strictObject({ campaign_id: CampaignId });

/** What an operation on one campaign may answer. */
export const CAMPAIGN_PROBLEMS = [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'CAMPAIGN_NOT_FOUND'] as const;
