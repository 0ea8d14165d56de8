import { z } from 'zod';
import { BuildHash, Country, GameId, OperatorId, PlayerId, RtpProfile, SessionId } from '../ids.ts';
import { CurrencyCode } from '../money.ts';
import { RgFlags } from '../rg.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The gateway announces a session to the studio's RGS (spec S1). Idempotent by `session_id`. */
export const rgsCreateSession = operation({
  id: 'rgsCreateSession',
  server: 'rgs',
  method: 'POST',
  path: '/rgs/v1/sessions',
  auth: 'platform',
  summary: 'Announce a session to the RGS',
  request: z.strictObject({
    session_id: SessionId,
    operator_id: OperatorId,
    player_id: PlayerId,
    game_id: GameId,
    build_hash: BuildHash,
    rtp_profile: RtpProfile,
    jwt: z
      .string()
      .min(20)
      .max(2000)
      .meta({ description: 'EdDSA token with aud = the studio; useless at the gateway' }),
    geo: Country,
    currency: CurrencyCode,
    rg_flags: RgFlags,
  }),
  response: z.object({ session_id: SessionId, mechanics_version: z.string() }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'GAME_NOT_ALLOWED', 'IDEMPOTENCY_CONFLICT'],
  examples: {
    request: {
      session_id: SAMPLE.session,
      operator_id: SAMPLE.operator,
      player_id: SAMPLE.player,
      game_id: SAMPLE.game,
      build_hash: SAMPLE.build,
      rtp_profile: '96',
      jwt: 'eyJhbGciOiJFZERTQSJ9.studio.token',
      geo: 'MT',
      currency: 'EUR',
      rg_flags: { self_excluded: false, blocked: false, time_limit_min: 60 },
    },
    response: { session_id: SAMPLE.session, mechanics_version: 'slot-engine/1' },
  },
});
