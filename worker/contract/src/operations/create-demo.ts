import { z } from 'zod';
import { BuildHash, Country, GameId, Locale, RtpProfile, Timestamp } from '../ids.ts';
import { CurrencyCode } from '../money.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/**
 * The operator opens a demo: play money, no player, no wallet (spec M5). Refused where the game could not be played for
 * money either. Whether a visitor may see a game at all, such as by age, is the operator's to know before it asks.
 */
export const createDemo = operation({
  id: 'createDemo',
  server: 'gateway',
  method: 'POST',
  path: '/v1/demos',
  auth: 'operator',
  summary: 'Open a demo with play money; the country decides the certified build',
  request: z.strictObject({
    game_id: GameId,
    country: Country,
    currency: CurrencyCode,
    locale: Locale,
    rtp_profile: RtpProfile.optional(),
  }),
  response: z.object({
    launch_url: z.url().meta({ description: 'Give it to the loader element; it works until it expires' }),
    build_hash: BuildHash,
    rtp_profile: RtpProfile,
    expires_at: Timestamp,
  }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'MARKET_NOT_CERTIFIED',
    'MARKET_RULES_UNKNOWN',
    'CURRENCY_NOT_ALLOWED',
    'BUILD_NOT_FOUND',
    'BUILD_REVOKED',
    'GAME_NOT_ALLOWED',
  ],
  examples: {
    request: { game_id: SAMPLE.game, country: 'MT', currency: 'EUR', locale: 'en' },
    response: {
      launch_url: `https://play.example/frame/${SAMPLE.operator}/${SAMPLE.digest}?mode=demo&country=MT#demo=eyJ`,
      build_hash: SAMPLE.build,
      rtp_profile: '96',
      expires_at: SAMPLE.later,
    },
  },
});
