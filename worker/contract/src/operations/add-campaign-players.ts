import { z } from 'zod';
import { CampaignPlayer, MAX_CAMPAIGN_PAGE } from '../campaigns.ts';
import { PlayerId } from '../ids.ts';
import { CAMPAIGN_PROBLEMS, CampaignPath, SAMPLE_CAMPAIGN_PLAYER } from './campaign-common.ts';
import { BODY_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/**
 * Adds players to a campaign of the audience `listed`; each is answered for itself, and one that is there already is
 * answered as it stands. After the campaign's end new players are answered `refused` and not kept (spec F4).
 */
export const addCampaignPlayers = operation({
  id: 'addCampaignPlayers',
  server: 'gateway',
  method: 'POST',
  path: '/v1/campaigns/{campaign_id}/players',
  auth: 'operator',
  summary: 'Add a page of players; a page that is sent again adds nobody twice',
  params: CampaignPath,
  request: z.strictObject({ players: z.array(PlayerId).min(1).max(MAX_CAMPAIGN_PAGE) }),
  response: z.object({ players: z.array(CampaignPlayer.extend({ already_there: z.boolean() })) }),
  problems: [...CAMPAIGN_PROBLEMS, ...BODY_PROBLEMS.filter((code) => code !== 'VALIDATION_FAILED')],
  examples: {
    request: { players: [SAMPLE.player] },
    response: { players: [{ ...SAMPLE_CAMPAIGN_PLAYER, state: 'waiting', already_there: false }] },
  },
});
