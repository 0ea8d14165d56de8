import { z } from 'zod';
import { FreeSpinCount } from './free-spins.ts';
import { GameId, GrantId, PlayerId, RtpProfile, Timestamp } from './ids.ts';
import { CurrencyCode, PositiveMoneySchema } from './money.ts';

/** A campaign, named by its operator and unique within it. */
export const CampaignId = z
  .string()
  .regex(/^cmp-[A-Za-z0-9_-]{1,48}$/, 'must look like cmp-… (letters, digits, _ and -)')
  .meta({ description: 'A campaign, named by the operator' });

/** One side of a comparison. */
export const CampaignArmName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be lowercase letters, digits and -, 32 at most');

/** Whose play the results count: of the campaign's game alone, or of every game in its currency. */
export const CampaignCounts = z.enum(['game', 'all_games']);
export type CampaignCounts = z.infer<typeof CampaignCounts>;

/** The most players that one page may add. */
export const MAX_CAMPAIGN_PAGE = 1_000;
const DAY_MS = 86_400_000;

const CampaignPacket = z.strictObject({
  count: FreeSpinCount,
  bet_size: PositiveMoneySchema,
  rtp_profile: RtpProfile.optional(),
  valid_for_ms: z
    .number()
    .int()
    .min(60_000)
    .max(366 * DAY_MS)
    .meta({ description: 'How long a player may play it, from when it is given' }),
});
export type CampaignPacket = z.infer<typeof CampaignPacket>;

/** One arm: its share of the players is `weight` over the sum of all weights. Without a packet it is a control. */
export const CampaignArm = z.strictObject({
  arm: CampaignArmName,
  weight: z.number().int().min(1).max(1_000_000),
  packet: CampaignPacket.nullable().meta({ description: 'What its players are given; null is a control' }),
});
export type CampaignArm = z.infer<typeof CampaignArm>;

const rules = {
  game_id: GameId,
  currency: CurrencyCode,
  starts_at: Timestamp,
  ends_at: Timestamp.meta({
    description: 'From then on nobody is given or shown anything, and no play counts',
  }),
  arms: z.array(CampaignArm).min(1).max(10),
  audience: z.enum(['listed', 'sessions']).meta({
    description:
      '`listed`: players whom the operator adds; `sessions`: whoever opens a session of the game in the currency',
  }),
  counts: CampaignCounts.default('game'),
};
/** What a campaign is. It never changes: an arm that changed half-way would be two (spec F1, F4). */
export const CampaignRules = z.strictObject(rules);
export type CampaignRules = z.infer<typeof CampaignRules>;

export const CampaignState = z.enum(['running', 'stopped']);
const count = z.number().int().min(0);

/** How far the players of one arm have come. */
export const CampaignProgress = z.strictObject({
  arm: CampaignArmName,
  waiting: count,
  given: count,
  control: count,
  refused: count,
  withdrawn: count.meta({ description: 'Of these: taken out when the campaign was stopped' }),
});
export type CampaignProgress = z.infer<typeof CampaignProgress>;

/** A campaign as its operator sees it. */
export const CampaignView = z
  .object({
    campaign_id: CampaignId,
    ...rules,
    state: CampaignState,
    cancel_unplayed: z.boolean().meta({ description: 'Whether what was not played was taken back' }),
    made_at: Timestamp,
    stopped_at: Timestamp.nullable(),
    progress: z.array(CampaignProgress),
  })
  .meta({ id: 'CampaignView' });
export type CampaignView = z.infer<typeof CampaignView>;

/** A campaign in a list. */
export const CampaignSummary = z
  .object({
    campaign_id: CampaignId,
    state: CampaignState,
    audience: rules.audience,
    game_id: GameId,
    currency: CurrencyCode,
    starts_at: Timestamp,
    ends_at: Timestamp,
  })
  .meta({ id: 'CampaignSummary' });
export type CampaignSummary = z.infer<typeof CampaignSummary>;

/** How it stands with one player: `waiting` until the player's own record has answered, then one of the others for good. */
export const CampaignPlayerState = z.enum(['waiting', 'given', 'control', 'refused']);
export type CampaignPlayerState = z.infer<typeof CampaignPlayerState>;

/**
 * Why a player was given nothing: the code that a packet was refused with, `CAMPAIGN_OVER` when the campaign had been
 * stopped or its period was over, `REFUSED` for anything else.
 */
export const CampaignRefusal = z.enum([
  ...['RG_BLOCKED', 'STAKE_NOT_ALLOWED', 'GAME_NOT_ALLOWED', 'FORBIDDEN', 'IDEMPOTENCY_CONFLICT'],
  ...['CAMPAIGN_OVER', 'REFUSED'],
] as const);
export type CampaignRefusal = z.infer<typeof CampaignRefusal>;

/** One player of a campaign. */
export const CampaignPlayer = z
  .strictObject({
    player_id: PlayerId,
    arm: CampaignArmName,
    state: CampaignPlayerState,
    reason: CampaignRefusal.nullable().meta({ description: 'Why nothing was given' }),
    grant_id: GrantId.nullable().meta({ description: 'The packet of this player; null in a control arm' }),
    withdrawn: z.boolean(),
  })
  .meta({ id: 'CampaignPlayer' });
export type CampaignPlayer = z.infer<typeof CampaignPlayer>;

/** What is compared, for every exposed player: each a sum over the player from the exposure to the end of the period. */
export const CAMPAIGN_METRICS = ['cash_spins', 'turnover_minor', 'ggr_minor', 'net_minor'] as const;
export type CampaignMetric = (typeof CAMPAIGN_METRICS)[number];

const exact = z
  .string()
  .regex(/^-?\d+$/)
  .meta({ description: 'A whole number as text: it may pass 2^53' });
const estimate = { low: z.number().nullable(), high: z.number().nullable() };

/** One figure of one arm, with its 95 % interval, and its difference to the reference arm with its own. */
export const CampaignFigure = z.strictObject({
  metric: z.enum(CAMPAIGN_METRICS),
  sum: exact,
  sum_of_squares: exact,
  mean: z.number().nullable().meta({ description: 'Of an exposed player; null when there is none' }),
  ...estimate,
  difference: z
    .strictObject({ mean: z.number(), ...estimate, degrees_of_freedom: z.number().nullable() })
    .nullable()
    .meta({ description: "This arm's mean less the reference arm's; null for the reference itself" }),
});
export type CampaignFigure = z.infer<typeof CampaignFigure>;

/** What one arm came to. */
export const CampaignArmResult = z
  .strictObject({
    arm: CampaignArmName,
    weight: z.number().int(),
    is_control: z.boolean(),
    is_reference: z.boolean(),
    assigned: count,
    exposed: count,
    packets_given: count,
    packet_spins: count.meta({ description: 'Spins of the packets that were played' }),
    bonus_cost_minor: exact,
    figures: z.array(CampaignFigure),
  })
  .meta({ id: 'CampaignArmResult' });
export type CampaignArmResult = z.infer<typeof CampaignArmResult>;

/** The columns of the results as CSV: a line for each arm and metric. */
export const CAMPAIGN_RESULT_COLUMNS = [
  ...['campaign_id', 'arm', 'weight', 'is_control', 'is_reference', 'currency', 'assigned', 'exposed'],
  ...['packets_given', 'packet_spins', 'bonus_cost_minor', 'metric', 'sum', 'sum_of_squares', 'mean'],
  ...['low', 'high', 'difference', 'difference_low', 'difference_high', 'degrees_of_freedom'],
] as const;

/** The results as lines of that table. */
export const campaignResultLines = (
  campaign_id: string,
  currency: string,
  arms: readonly CampaignArmResult[],
): Record<(typeof CAMPAIGN_RESULT_COLUMNS)[number], unknown>[] =>
  arms.flatMap(({ figures, ...arm }) =>
    figures.map(({ difference, ...figure }) => ({
      ...{ campaign_id, currency, ...arm, ...figure },
      difference: difference?.mean,
      difference_low: difference?.low,
      difference_high: difference?.high,
      degrees_of_freedom: difference?.degrees_of_freedom,
    })),
  );
