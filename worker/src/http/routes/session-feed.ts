import type { Context } from 'hono';
import type { AppEnv } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError } from '../error-response.ts';
import { checkSocketOrigin, offeredToken } from '../socket.ts';

/** `GET /v1/session/feed`: what happens to a running session, pushed (worker/docs/responsible-gaming.md). */
export async function sessionFeed(c: Context<AppEnv>): Promise<Response> {
  const context = c.get('context');
  checkSocketOrigin(context, [context.config.playOrigin]);
  const player = await context.tokens.verify('player', offeredToken(context.request), context.nowMs);
  if (typeof player === 'string') throw new ProblemError(player);
  const address = `https://player.internal/feed?session=${encodeURIComponent(player.sessionId)}`;
  const object = playerObject(context.env, player.operatorId, player.playerId);
  const response = await object.fetch(address, { headers: { upgrade: 'websocket' } });
  if (response.status !== 101) throw new ProblemError('SESSION_ENDED');
  return response;
}
