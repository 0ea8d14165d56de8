import type { CampaignView } from '@roundgate/contract';
import { ProblemError } from '../error-response.ts';

/** The campaign that was asked for; 404 when it was never made. */
export function foundCampaign(view: CampaignView | null): CampaignView {
  if (!view) throw new ProblemError('CAMPAIGN_NOT_FOUND');
  return view;
}
