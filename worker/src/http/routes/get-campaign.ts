import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { campaignObject } from '../context.ts';
import { foundCampaign } from './campaign-view.ts';

/** One campaign of the operator as it stands now. */
export const getCampaign: HandlerOf<typeof OPERATIONS.getCampaign> = async ({ params, partner }, { env }) =>
  foundCampaign(await campaignObject(env, partner.id, params.campaign_id).view());
