import { z } from 'zod';
import { CampaignSummary } from '../campaigns.ts';
import { SAMPLE_CAMPAIGN } from './campaign-common.ts';
import { PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

const { campaign_id, state, audience, game_id, currency, starts_at, ends_at } = SAMPLE_CAMPAIGN;

/** Every campaign of the operator, the one that ends last first (spec F4). */
export const listCampaigns = operation({
  id: 'listCampaigns',
  server: 'gateway',
  method: 'GET',
  path: '/v1/campaigns',
  auth: 'operator',
  summary: "List the operator's campaigns",
  response: z.object({ campaigns: z.array(CampaignSummary) }),
  problems: PARTNER_PROBLEMS,
  examples: {
    response: { campaigns: [{ campaign_id, state, audience, game_id, currency, starts_at, ends_at }] },
  },
});
