import { z } from 'zod';
import { CampaignView } from '../campaigns.ts';
import { CAMPAIGN_PROBLEMS, CampaignPath, SAMPLE_CAMPAIGN } from './campaign-common.ts';
import { BODY_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/**
 * Stops a campaign for good: nobody is given anything any more. With `cancel_unplayed` packets are taken back as far as
 * they were not played, and nobody of any arm is exposed any more; asked later, that is done later (spec F4).
 */
export const stopCampaign = operation({
  id: 'stopCampaign',
  server: 'gateway',
  method: 'POST',
  path: '/v1/campaigns/{campaign_id}/stop',
  auth: 'operator',
  summary: 'Stop a campaign for good, and take back what was not played if asked',
  params: CampaignPath,
  request: z.strictObject({ cancel_unplayed: z.boolean() }),
  response: CampaignView,
  problems: [...CAMPAIGN_PROBLEMS, ...BODY_PROBLEMS.filter((code) => code !== 'VALIDATION_FAILED')],
  examples: {
    request: { cancel_unplayed: true },
    response: { ...SAMPLE_CAMPAIGN, state: 'stopped', cancel_unplayed: true, stopped_at: SAMPLE.later },
  },
});
