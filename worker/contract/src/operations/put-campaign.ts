import { z } from 'zod';
import { CampaignRules, CampaignView } from '../campaigns.ts';
import { CampaignPath, SAMPLE_CAMPAIGN, SAMPLE_CAMPAIGN_RULES } from './campaign-common.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

/**
 * Makes a campaign, once. The same again changes nothing; other content is 409 `IDEMPOTENCY_CONFLICT` for ever. Only its
 * state changes (spec F1, F4).
 */
export const putCampaign = operation({
  id: 'putCampaign',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/campaigns/{campaign_id}',
  auth: 'operator',
  summary: 'Make a campaign of free spins with its arms; its content never changes',
  params: CampaignPath,
  request: CampaignRules,
  response: z.object({ already_there: z.boolean(), campaign: CampaignView }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: SAMPLE_CAMPAIGN_RULES,
    response: { already_there: false, campaign: SAMPLE_CAMPAIGN },
  },
});
