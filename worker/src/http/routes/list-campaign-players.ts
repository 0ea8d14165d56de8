import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { campaignObject } from '../context.ts';
import { foundCampaign } from './campaign-view.ts';

/** A page of a campaign's players, with what became of each. */
export const listCampaignPlayers: HandlerOf<typeof OPERATIONS.listCampaignPlayers> = async (
  { params, query, partner },
  { env },
) => {
  const campaign = campaignObject(env, partner.id, params.campaign_id);
  foundCampaign(await campaign.view());
  return campaign.players(query.after, query.limit, query.state);
};
