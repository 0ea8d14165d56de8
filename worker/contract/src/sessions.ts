import { z } from 'zod';
import {
  BuildHash,
  Country,
  GameId,
  Locale,
  OperatorId,
  PlayerId,
  RoundId,
  RtpProfile,
  SessionId,
  Timestamp,
} from './ids.ts';
import { BalanceSchema, CurrencyCode, MoneySchema } from './money.ts';
import { RoundView } from './rounds.ts';

/** Responsible-gaming flags pushed by the operator (spec S1, G2). In a token they are a hint; PlayerDO is the authority. */
export const RgFlags = z
  .strictObject({
    self_excluded: z.boolean(),
    blocked: z.boolean().meta({ description: 'Any other block: cool-off, limit reached, duty of care' }),
    time_limit_min: z
      .number()
      .int()
      .min(1)
      .max(1440)
      .nullable()
      .meta({ description: 'Longest session, or null' }),
  })
  .meta({ id: 'RgFlags' });
export type RgFlags = z.infer<typeof RgFlags>;

/** A link or number of help that the market asks to show. `url` is null where only words are known. */
export const HelpLink = z.strictObject({
  kind: z.enum(['help', 'self_exclusion', 'self_test', 'limits']),
  text: z.string().max(120),
  url: z.url({ protocol: /^https$/ }).nullable(),
});

/** What the loader shows and the game obeys in this market (spec M2, M3, G3). */
export const MarketView = z
  .strictObject({
    country: Country,
    age_label: z.string().max(8),
    warnings: z.array(z.string().max(60)).meta({ description: 'Message keys of the loader, in order' }),
    links: z.array(HelpLink),
    min_round_ms: z.number().int().min(0),
    max_stake: MoneySchema.nullable(),
    features: z.strictObject({ autoplay: z.boolean(), turbo: z.boolean(), bonus_buy: z.boolean() }),
  })
  .meta({ id: 'MarketView' });
export type MarketView = z.infer<typeof MarketView>;

/** A session as its player sees it. */
export const SessionInfo = z
  .strictObject({
    session_id: SessionId,
    operator_id: OperatorId,
    player_id: PlayerId,
    game_id: GameId,
    build_hash: BuildHash,
    rtp_profile: RtpProfile,
    country: Country,
    locale: Locale,
    currency: CurrencyCode,
    market: MarketView,
    rg_flags: RgFlags,
    balance: BalanceSchema.nullable(),
    open_round_id: RoundId.nullable(),
    last_round: RoundView.nullable().meta({ description: 'The newest round of this game, for resuming it' }),
    opened_at: Timestamp,
    expires_at: Timestamp,
    session_time_ms: z.number().int().min(0),
  })
  .meta({ id: 'SessionInfo' });
export type SessionInfo = z.infer<typeof SessionInfo>;

/** A short-lived player token (spec A2). */
export const AccessToken = z
  .strictObject({ access_token: z.string(), token_type: z.literal('Bearer'), expires_at: Timestamp })
  .meta({ id: 'AccessToken' });
export type AccessToken = z.infer<typeof AccessToken>;
