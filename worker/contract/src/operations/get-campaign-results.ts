import { z } from 'zod';
import { CampaignArmName, CampaignArmResult, CampaignCounts, CampaignId } from '../campaigns.ts';
import { Timestamp } from '../ids.ts';
import { CurrencyCode } from '../money.ts';
import { CAMPAIGN_PROBLEMS, CampaignPath, SAMPLE_CAMPAIGN, SAMPLE_CAMPAIGN_ID } from './campaign-common.ts';
import { SAMPLE } from './common.ts';
import { operation } from './operation.ts';

const EXAMPLE_ARM = {
  ...{ arm: 'none', weight: 1, is_control: true, is_reference: true, assigned: 2, exposed: 2 },
  ...{ packets_given: 0, packet_spins: 0, bonus_cost_minor: '0' },
  figures: [
    {
      ...{ metric: 'ggr_minor' as const, sum: '300', sum_of_squares: '50000', mean: 150 },
      ...{ low: -485.31, high: 785.31, difference: null },
    },
  ],
};

/** What each arm came to, by arm as assigned among the exposed, and how sure that is (spec F4). */
export const getCampaignResults = operation({
  id: 'getCampaignResults',
  server: 'gateway',
  method: 'GET',
  path: '/v1/campaigns/{campaign_id}/results',
  auth: 'operator',
  summary: 'The result table of a campaign, with 95 % intervals, as JSON or CSV',
  params: CampaignPath,
  query: z.strictObject({ format: z.enum(['json', 'csv']).default('json') }),
  response: z.object({
    campaign_id: CampaignId,
    made_at: Timestamp,
    ends_at: Timestamp,
    currency: CurrencyCode,
    counts: CampaignCounts,
    confidence: z.number(),
    reference: CampaignArmName,
    arms: z.array(CampaignArmResult),
  }),
  problems: CAMPAIGN_PROBLEMS,
  examples: {
    response: {
      campaign_id: SAMPLE_CAMPAIGN_ID,
      made_at: SAMPLE.later,
      ends_at: SAMPLE_CAMPAIGN.ends_at,
      currency: 'EUR',
      counts: 'game',
      confidence: 0.95,
      reference: 'none',
      arms: [EXAMPLE_ARM],
    },
  },
});
