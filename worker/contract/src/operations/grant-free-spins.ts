import { z } from 'zod';
import { FreeSpinCount, FreeSpinGrant } from '../free-spins.ts';
import { GameId, GrantId, PlayerId, RtpProfile, Timestamp } from '../ids.ts';
import { PositiveMoneySchema } from '../money.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE, SAMPLE_GRANT } from './common.ts';
import { operation } from './operation.ts';

/**
 * The operator gives a player free spins. Idempotent by `grant_id`: the same content gives the grant as it stands now,
 * other content 409 `IDEMPOTENCY_CONFLICT` (spec F1).
 */
export const grantFreeSpins = operation({
  id: 'grantFreeSpins',
  server: 'gateway',
  method: 'POST',
  path: '/v1/players/{player_id}/free-spins',
  auth: 'operator',
  summary: 'Give a player free spins, exactly once however often it is sent',
  params: z.strictObject({ player_id: PlayerId }),
  request: z.strictObject({
    grant_id: GrantId,
    game_id: GameId,
    count: FreeSpinCount,
    bet_size: PositiveMoneySchema,
    rtp_profile: RtpProfile.optional(),
    expires_at: Timestamp.meta({
      description: 'From then on no spin of it begins; one that runs is finished',
    }),
  }),
  response: FreeSpinGrant.extend({
    replayed: z.boolean().meta({ description: 'True when this grant was there before' }),
  }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'RG_BLOCKED',
    'GAME_NOT_ALLOWED',
    'STAKE_NOT_ALLOWED',
    'CURRENCY_NOT_ALLOWED',
    'IDEMPOTENCY_CONFLICT',
  ],
  examples: {
    request: {
      grant_id: SAMPLE_GRANT.grant_id,
      game_id: SAMPLE.game,
      count: 10,
      bet_size: SAMPLE.stake,
      expires_at: SAMPLE_GRANT.expires_at,
    },
    response: { ...SAMPLE_GRANT, replayed: false },
  },
});
