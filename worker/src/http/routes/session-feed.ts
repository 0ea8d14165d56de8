import { FEED_PROTOCOL } from '@roundgate/contract';
import type { Context } from 'hono';
import type { AppEnv } from '../bind.ts';
import { playerObject, type RequestContext } from '../context.ts';
import { ProblemError } from '../error-response.ts';

/** The player token that follows our protocol's name; a browser's WebSocket can send no other header. */
function offeredToken(request: Request): string {
  const offered = (request.headers.get('sec-websocket-protocol') ?? '').split(',').map((one) => one.trim());
  const [protocol, token] = offered;
  if (protocol !== FEED_PROTOCOL || !token || offered.length > 2)
    throw new ProblemError('UNAUTHENTICATED', {
      detail: `offer the protocols ${FEED_PROTOCOL} and a player token`,
    });
  return token;
}

/** A page of another origin must not open a socket with a token that it got hold of. */
function checkOrigin({ request, config }: RequestContext): void {
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
    throw new ProblemError('METHOD_NOT_ALLOWED', { detail: 'this address speaks WebSocket' });
  if (request.headers.get('origin') !== config.playOrigin)
    throw new ProblemError('FORBIDDEN', { detail: 'this is for the loader frame' });
}

/** `GET /v1/session/feed`: what happens to a running session, pushed (worker/docs/responsible-gaming.md). */
export async function sessionFeed(c: Context<AppEnv>): Promise<Response> {
  const context = c.get('context');
  checkOrigin(context);
  const player = await context.tokens.verify('player', offeredToken(context.request), context.nowMs);
  if (typeof player === 'string') throw new ProblemError(player);
  const address = `https://player.internal/feed?session=${encodeURIComponent(player.sessionId)}`;
  const object = playerObject(context.env, player.operatorId, player.playerId);
  const response = await object.fetch(address, { headers: { upgrade: 'websocket' } });
  if (response.status !== 101) throw new ProblemError('SESSION_ENDED');
  return response;
}
