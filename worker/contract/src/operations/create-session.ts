import { z } from 'zod';
import { BuildHash, Country, GameId, Locale, PlayerId, RtpProfile, SessionId, Timestamp } from '../ids.ts';
import { CurrencyCode, MoneySchema } from '../money.ts';
import { RgFlags } from '../rg.ts';
import { PlayerFacts } from '../sessions.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The operator opens a session for its player and gets a single-use launch address (spec S1, A2, M1). */
export const createSession = operation({
  id: 'createSession',
  server: 'gateway',
  method: 'POST',
  path: '/v1/sessions',
  auth: 'operator',
  summary: 'Open a session for a player; the country decides the certified build',
  request: z.strictObject({
    player_id: PlayerId,
    game_id: GameId,
    country: Country,
    currency: CurrencyCode,
    locale: Locale,
    rtp_profile: RtpProfile.optional(),
    rg_flags: RgFlags,
    player: PlayerFacts.optional(),
    transfer_in: MoneySchema.optional().meta({
      description:
        'What the session plays with. Needed when the wallet of the operator is of kind transfer, refused otherwise',
    }),
  }),
  response: z.object({
    session_id: SessionId,
    launch_url: z.url().meta({ description: 'Give it to the loader element; its token works once' }),
    launch_expires_at: Timestamp,
    build_hash: BuildHash,
    rtp_profile: RtpProfile,
    transfer_in: z
      .enum(['done', 'pending'])
      .optional()
      .meta({ description: 'Only for a wallet of kind transfer; rounds are refused while it is pending' }),
  }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'RG_BLOCKED',
    'MARKET_NOT_CERTIFIED',
    'BUILD_REVOKED',
    'MARKET_RULES_UNKNOWN',
    'CURRENCY_NOT_ALLOWED',
    'INSUFFICIENT_FUNDS',
    'WALLET_REFUSED',
  ],
  examples: {
    request: {
      player_id: SAMPLE.player,
      game_id: SAMPLE.game,
      country: 'MT',
      currency: 'EUR',
      locale: 'en',
      rg_flags: { self_excluded: false, blocked: false, time_limit_min: 60 },
    },
    response: {
      session_id: SAMPLE.session,
      launch_url: `https://play.example/frame/${SAMPLE.operator}/${SAMPLE.digest}#launch=eyJ`,
      launch_expires_at: SAMPLE.later,
      build_hash: SAMPLE.build,
      rtp_profile: '96',
    },
  },
});
