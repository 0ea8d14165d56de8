import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';

/** The operator's campaigns, as its board knows them. */
export const listCampaigns: HandlerOf<typeof OPERATIONS.listCampaigns> = async ({ partner }, { env }) => ({
  campaigns: await env.CAMPAIGN_BOARD.getByName(partner.id).list(),
});
