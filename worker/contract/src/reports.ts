import { z } from 'zod';
import { BuildHash, Day, GameId, OperatorId, RtpProfile, StudioId, Timestamp } from './ids.ts';
import { CurrencyCode } from './money.ts';

/** What a report can be broken down by; the currency always is, for amounts of two are never added. */
export const REPORT_DIMENSIONS = [
  ...['operator_id', 'studio_id', 'game_id', 'build_hash', 'rtp_profile', 'currency', 'spin_type', 'day'],
] as const;
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number];

const spinType = z.enum(['cash', 'free', 'tournament', 'test']);
const count = z.number().int().min(0);
const minor = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** One line of a report. A dimension that was not asked for is absent; amounts are minor units of `currency` (spec B1). */
export const ReportLine = z
  .strictObject({
    operator_id: OperatorId.optional(),
    studio_id: StudioId.nullable().optional(),
    game_id: GameId.optional(),
    build_hash: BuildHash.nullable().optional(),
    rtp_profile: RtpProfile.nullable().optional(),
    spin_type: spinType.nullable().optional(),
    day: Day.optional(),
    currency: CurrencyCode.nullable().meta({ description: 'Null in a line without activity' }),
    activity: z.boolean(),
    spins_total: count,
    eligible_spins: count.meta({ description: 'Paid in cash, not by a test account' }),
    turnover_minor: minor,
    ggr_minor: minor,
    jackpot_contrib_minor: minor,
    bonus_cost_minor: minor,
    netwin_minor: minor,
    royalty_due_minor: minor.nullable().meta({
      description:
        "The line's part of what its contract asks for, in a report of exactly one billing period; null elsewhere",
    }),
    royalty_currency: CurrencyCode.nullable(),
  })
  .meta({ id: 'ReportLine' });
export type ReportLine = z.infer<typeof ReportLine>;

/** Money that stands in rounds which have not come to their end. */
export const HeldLine = z
  .strictObject({
    operator_id: OperatorId,
    game_id: GameId,
    currency: CurrencyCode,
    rounds: count,
    stake_minor: minor.meta({ description: 'Stakes that are, or may be, taken' }),
    owed_minor: minor.meta({ description: 'Wins that are owed and not known to be paid' }),
    oldest: Timestamp,
  })
  .meta({ id: 'HeldLine' });
export type HeldLine = z.infer<typeof HeldLine>;

/** The columns of the report as CSV. */
export const REPORT_COLUMNS = [
  ...[
    'day',
    'operator_id',
    'studio_id',
    'game_id',
    'build_hash',
    'rtp_profile',
    'spin_type',
    'currency',
    'activity',
  ],
  ...[
    'spins_total',
    'eligible_spins',
    'turnover_minor',
    'ggr_minor',
    'jackpot_contrib_minor',
    'bonus_cost_minor',
  ],
  ...['netwin_minor', 'royalty_due_minor', 'royalty_currency'],
] as const satisfies readonly (keyof ReportLine)[];
