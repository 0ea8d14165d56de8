import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { campaignObject } from '../context.ts';
import { ProblemError } from '../error-response.ts';
import { foundCampaign } from './campaign-view.ts';

/** Stops a campaign for good; what is to be taken back follows by itself. */
export const stopCampaign: HandlerOf<typeof OPERATIONS.stopCampaign> = async (
  { params, body, partner },
  { env },
) => {
  const campaign = campaignObject(env, partner.id, params.campaign_id);
  if (!(await campaign.stop(body.cancel_unplayed))) throw new ProblemError('CAMPAIGN_NOT_FOUND');
  await campaign.tellBoard();
  return foundCampaign(await campaign.view());
};
