import { z } from 'zod';
import { FreeSpinCount } from '../free-spins.ts';
import { GameId, GrantId, OperatorId, PlayerId } from '../ids.ts';
import { PositiveMoneySchema } from '../money.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE, SAMPLE_GRANT } from './common.ts';
import { operation } from './operation.ts';

/**
 * The gateway issues a packet of free spins to the RGS, which spends it spin by spin (spec F1). A grant is named by
 * operator, player and `grant_id` together. The same content again is no error, other content is 409
 * `IDEMPOTENCY_CONFLICT`. When it may be played is the gateway's business.
 */
export const rgsGrantFreeSpins = operation({
  id: 'rgsGrantFreeSpins',
  server: 'rgs',
  method: 'POST',
  path: '/rgs/v1/free-spins',
  auth: 'platform',
  summary: 'Take note of a packet of free spins',
  request: z.strictObject({
    grant_id: GrantId,
    operator_id: OperatorId,
    player_id: PlayerId,
    game_id: GameId,
    count: FreeSpinCount,
    bet_size: PositiveMoneySchema,
  }),
  response: z.object({ grant_id: GrantId }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'GAME_NOT_ALLOWED',
    'STAKE_NOT_ALLOWED',
    'IDEMPOTENCY_CONFLICT',
  ],
  examples: {
    request: {
      grant_id: SAMPLE_GRANT.grant_id,
      operator_id: SAMPLE.operator,
      player_id: SAMPLE.player,
      game_id: SAMPLE.game,
      count: 10,
      bet_size: SAMPLE.stake,
    },
    response: { grant_id: SAMPLE_GRANT.grant_id },
  },
});
