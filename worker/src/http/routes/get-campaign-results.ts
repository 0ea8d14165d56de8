import {
  CAMPAIGN_RESULT_COLUMNS,
  campaignResultLines,
  type OPERATIONS,
  toTimestamp,
} from '@roundgate/contract';
import { SHARDS } from '@roundgate/contract/audit';
import { csvTable } from '@roundgate/contract/reporting';
import { addSums, campaignResults } from '../../domain/campaigns/results.ts';
import type { HandlerOf } from '../bind.ts';
import { campaignObject, shardStub } from '../context.ts';
import { csvAnswer } from '../csv-answer.ts';
import { foundCampaign } from './campaign-view.ts';

/** Adds up what the ledger's shards know of a campaign's players. */
export const getCampaignResults: HandlerOf<typeof OPERATIONS.getCampaignResults> = async (
  { params, query, partner },
  { env, nowMs },
) => {
  const { campaign_id } = params;
  const view = foundCampaign(await campaignObject(env, partner.id, campaign_id).view());
  const parts = await Promise.all(
    SHARDS.map((shard) => shardStub(env, shard).campaignSums(partner.id, campaign_id)),
  );
  const arms = campaignResults(view, addSums(parts.flat()));
  const { currency, counts, ends_at } = view;
  if (query.format === 'csv')
    return csvAnswer(
      `${campaign_id}.csv`,
      csvTable(CAMPAIGN_RESULT_COLUMNS, campaignResultLines(campaign_id, currency, arms)),
    );
  const reference = arms.find(({ is_reference }) => is_reference)?.arm ?? '';
  const made_at = toTimestamp(nowMs);
  return { campaign_id, made_at, ends_at, currency, counts, confidence: 0.95, reference, arms };
};
