import { z } from 'zod';
import { FreeSpinsOffer } from './free-spins.ts';
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
import { MarketView } from './market-view.ts';
import { BalanceSchema, CurrencyCode } from './money.ts';
import { RgFlags, RgView, UiElement } from './rg.ts';
import { RoundView } from './rounds.ts';

/** What the operator knows of its player and the market's rules ask for; what is left out counts as the strictest. */
export const PlayerFacts = z
  .strictObject({
    age: z
      .number()
      .int()
      .min(0)
      .max(150)
      .optional()
      .meta({ description: 'In full years; decides stake caps' }),
    stake_tier: z
      .string()
      .regex(/^[a-z0-9_-]{1,40}$/, 'must be a name such as clean_90_days')
      .optional()
      .meta({ description: 'A tier of the market that the player has earned' }),
    last_login_at: Timestamp.optional(),
    month_net: BalanceSchema.optional().meta({
      description: 'Net of this calendar month at the operator so far',
    }),
    last_session_ended_at: Timestamp.optional(),
  })
  .meta({ id: 'PlayerFacts' });
export type PlayerFacts = z.infer<typeof PlayerFacts>;

/** What is played, where and by whose rules: of a session and of a demo alike. */
export const PLAYED = {
  operator_id: OperatorId,
  game_id: GameId,
  build_hash: BuildHash,
  rtp_profile: RtpProfile,
  country: Country,
  locale: Locale,
  currency: CurrencyCode,
  market: MarketView,
};

/** A session as its player sees it. */
export const SessionInfo = z
  .strictObject({
    session_id: SessionId,
    player_id: PlayerId,
    ...PLAYED,
    rg_flags: RgFlags,
    rg: RgView,
    ui_required: z
      .array(UiElement)
      .meta({ description: 'What must be attested as shown before the first round' }),
    balance: BalanceSchema.nullable(),
    open_round_id: RoundId.nullable(),
    last_round: RoundView.nullable().meta({ description: 'The newest round of this game, for resuming it' }),
    free_spins: z.array(FreeSpinsOffer).optional().meta({
      description: 'What the player may play free of charge in this session, the first to expire first',
    }),
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
