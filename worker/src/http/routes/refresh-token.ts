import type { OPERATIONS } from '@roundgate/contract';
import { toTimestamp } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';

/** Renews a player token while its session lasts and the player is not blocked. */
export const refreshToken: HandlerOf<typeof OPERATIONS.refreshToken> = async (
  { player },
  { env, tokens, nowMs },
) => {
  const reply = await playerObject(env, player.operatorId, player.playerId).sessionState(player.sessionId);
  if (!reply.ok) throw refused(reply.refusal);
  const { blocked } = reply.value.rg;
  if (blocked) throw new ProblemError('RG_BLOCKED', { reason: blocked.reason });
  const access = await tokens.issue('player', player, reply.value.flags, nowMs);
  return { access_token: access.token, token_type: 'Bearer', expires_at: toTimestamp(access.expiresAtMs) };
};
