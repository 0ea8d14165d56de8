import { DurableObject } from 'cloudflare:workers';
import type { CampaignRules, CampaignSummary } from '@roundgate/contract';
import type { Env } from '../config.ts';
import type { Campaign } from '../domain/campaigns/enrolment.ts';
import { migrate } from '../storage/migrations.ts';
import { CAMPAIGN_BOARD_MIGRATIONS } from '../storage/promo-migrations.ts';

/** What a campaign tells of itself. */
export interface BoardEntry {
  readonly campaign: Campaign;
  readonly version: number;
  readonly state: 'running' | 'stopped';
}

type Row = { campaign_id: string; state: BoardEntry['state']; rules: string };

/** The campaigns of one operator as they told of themselves last: one call for whoever wants them all. */
export class CampaignBoardDO extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, CAMPAIGN_BOARD_MIGRATIONS);
  }

  /** Takes a campaign's word, unless a newer one is known. */
  tell({ campaign, version, state }: BoardEntry): void {
    const { campaignId, rules } = campaign;
    this.ctx.storage.sql.exec(
      `INSERT INTO campaigns (campaign_id, version, state, ends_at_ms, rules) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, state = excluded.state WHERE excluded.version > campaigns.version`,
      ...[campaignId, version, state, Date.parse(rules.ends_at), JSON.stringify(rules)],
    );
  }

  /** Those that take players of sessions, now or from a moment to come. */
  running(): Campaign[] {
    const query = `SELECT campaign_id, state, rules FROM campaigns
      WHERE state = 'running' AND ends_at_ms > ? AND rules ->> 'audience' = 'sessions' ORDER BY campaign_id`;
    return this.ctx.storage.sql
      .exec<Row>(query, Date.now())
      .toArray()
      .map(({ campaign_id, rules }) => ({
        campaignId: campaign_id,
        rules: JSON.parse(rules) as CampaignRules,
      }));
  }

  /** All of them, the one that ends last first. */
  list(): CampaignSummary[] {
    const query = 'SELECT campaign_id, state, rules FROM campaigns ORDER BY ends_at_ms DESC, campaign_id';
    return this.ctx.storage.sql
      .exec<Row>(query)
      .toArray()
      .map(({ campaign_id, state, rules }) => {
        const { audience, game_id, currency, starts_at, ends_at } = JSON.parse(rules) as CampaignRules;
        return { campaign_id, state, audience, game_id, currency, starts_at, ends_at };
      });
  }
}
