import type { OPERATIONS } from '@roundgate/contract';
import { campaignFaults } from '../../domain/campaigns/rules.ts';
import type { HandlerOf } from '../bind.ts';
import { campaignObject } from '../context.ts';
import { ProblemError } from '../error-response.ts';
import { foundCampaign } from './campaign-view.ts';

/** Makes a campaign, once. */
export const putCampaign: HandlerOf<typeof OPERATIONS.putCampaign> = async (
  { params, body, partner },
  { env, config },
) => {
  const { campaign_id } = params;
  const faults = campaignFaults(body, (gameId) => config.studioOfGame(gameId) !== undefined);
  if (faults.length > 0) throw new ProblemError('VALIDATION_FAILED', { errors: faults });
  if (body.arms.some(({ packet }) => packet) && !config.walletOf(partner.id).creditsAlone)
    throw new ProblemError('FORBIDDEN', {
      detail: 'the wallet of this operator pays no win without a stake',
    });
  const campaign = campaignObject(env, partner.id, campaign_id);
  const made = await campaign.put(partner.id, campaign_id, body);
  if (made === 'conflict')
    throw new ProblemError('IDEMPOTENCY_CONFLICT', { detail: `${campaign_id} has other content, for good` });
  if (made === 'late')
    throw new ProblemError('VALIDATION_FAILED', {
      errors: [{ field: 'ends_at', message: 'must be in the future' }],
    });
  await campaign.tellBoard();
  return { already_there: made === 'same', campaign: foundCampaign(await campaign.view()) };
};
