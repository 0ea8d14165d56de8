import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { campaignObject } from '../context.ts';
import { ProblemError } from '../error-response.ts';
import { foundCampaign } from './campaign-view.ts';

/** Adds a page of players; their packets follow by themselves. */
export const addCampaignPlayers: HandlerOf<typeof OPERATIONS.addCampaignPlayers> = async (
  { params, body, partner },
  { env },
) => {
  const campaign = campaignObject(env, partner.id, params.campaign_id);
  const players = await campaign.add(body.players);
  if (players) return { players };
  foundCampaign(await campaign.view());
  throw new ProblemError('VALIDATION_FAILED', {
    errors: [{ field: 'players', message: 'the audience of this campaign is whoever opens a session' }],
  });
};
