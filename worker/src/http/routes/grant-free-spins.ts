import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';

/** Gives one of the operator's own players free spins; a repeat meets the grant as it stands now. */
export const grantFreeSpins: HandlerOf<typeof OPERATIONS.grantFreeSpins> = async (
  { params, body, partner },
  { env, config, traceId },
) => {
  if (!config.studioOfGame(body.game_id)) throw new ProblemError('GAME_NOT_ALLOWED');
  const who = { operatorId: partner.id, playerId: params.player_id };
  const wish = {
    grantId: body.grant_id,
    gameId: body.game_id,
    count: body.count,
    betMinor: body.bet_size.amount_minor,
    currency: body.bet_size.currency,
    rtpProfile: body.rtp_profile ?? null,
    expiresAtMs: Date.parse(body.expires_at),
  };
  const reply = await playerObject(env, who.operatorId, who.playerId).grantFreeSpins(who, wish, traceId);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
