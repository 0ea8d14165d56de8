import { z } from 'zod';
import { CampaignPlayer, CampaignPlayerState } from '../campaigns.ts';
import { CAMPAIGN_PROBLEMS, CampaignPath, SAMPLE_CAMPAIGN_PLAYER } from './campaign-common.ts';
import { operation } from './operation.ts';

/** The players of a campaign in the order in which they came, with what became of them and why (spec F4). */
export const listCampaignPlayers = operation({
  id: 'listCampaignPlayers',
  server: 'gateway',
  method: 'GET',
  path: '/v1/campaigns/{campaign_id}/players',
  auth: 'operator',
  summary: "Read a page of a campaign's players, with the reasons of refusals",
  params: CampaignPath,
  query: z.strictObject({
    after: z.coerce.number().int().min(0).default(0).meta({ description: '`next` of the page before' }),
    state: CampaignPlayerState.optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  response: z.object({
    players: z.array(CampaignPlayer),
    next: z.number().int().nullable().meta({ description: 'Null when this was the last page' }),
  }),
  problems: CAMPAIGN_PROBLEMS,
  examples: { response: { players: [SAMPLE_CAMPAIGN_PLAYER], next: null } },
});
