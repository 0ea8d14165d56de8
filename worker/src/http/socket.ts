import { FEED_PROTOCOL } from '@roundgate/contract';
import type { RequestContext } from './context.ts';
import { ProblemError } from './error-response.ts';

/** The token that follows our protocol's name; a browser's WebSocket can send no other header. */
export function offeredToken(request: Request): string {
  const offered = (request.headers.get('sec-websocket-protocol') ?? '').split(',').map((one) => one.trim());
  const [protocol, token] = offered;
  if (protocol !== FEED_PROTOCOL || !token || offered.length > 2)
    throw new ProblemError('UNAUTHENTICATED', { detail: `offer the protocols ${FEED_PROTOCOL} and a token` });
  return token;
}

/** A page of another origin must not open a socket with a token that it got hold of. */
export function checkSocketOrigin({ request }: RequestContext, origins: readonly string[]): void {
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
    throw new ProblemError('METHOD_NOT_ALLOWED', { detail: 'this address speaks WebSocket' });
  if (!origins.includes(request.headers.get('origin') ?? ''))
    throw new ProblemError('FORBIDDEN', { detail: 'this page may not listen here' });
}
