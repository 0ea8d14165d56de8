import { CampaignView } from '../campaigns.ts';
import { CAMPAIGN_PROBLEMS, CampaignPath, SAMPLE_CAMPAIGN } from './campaign-common.ts';
import { operation } from './operation.ts';

/** The operator reads a campaign of its own, and how far its players have come (spec F4). */
export const getCampaign = operation({
  id: 'getCampaign',
  server: 'gateway',
  method: 'GET',
  path: '/v1/campaigns/{campaign_id}',
  auth: 'operator',
  summary: 'Read a campaign and how far its players have come',
  params: CampaignPath,
  response: CampaignView,
  problems: CAMPAIGN_PROBLEMS,
  examples: { response: SAMPLE_CAMPAIGN },
});
