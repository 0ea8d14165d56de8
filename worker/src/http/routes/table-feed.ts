import type { Context } from 'hono';
import { tournamentObject } from '../../adapters/tournaments.ts';
import type { AppEnv } from '../bind.ts';
import type { RequestContext } from '../context.ts';
import { ProblemError } from '../error-response.ts';
import { checkSocketOrigin, offeredToken } from '../socket.ts';

async function watch(
  { env }: RequestContext,
  named: { readonly operatorId: string; readonly tournamentId: string },
  playerId: string | null,
): Promise<Response> {
  const query = playerId === null ? '' : `?player=${encodeURIComponent(playerId)}`;
  const object = tournamentObject(env, named.operatorId, named.tournamentId);
  const response = await object.fetch(`https://tournament.internal/feed${query}`, {
    headers: { upgrade: 'websocket' },
  });
  if (response.status !== 101) throw new ProblemError('TOURNAMENT_NOT_FOUND');
  return response;
}

/** `GET /v1/session/tournaments/{id}/feed`: the live table with the player's own place, pushed (worker/docs/tournaments.md). */
export async function tournamentFeed(c: Context<AppEnv>): Promise<Response> {
  const context = c.get('context');
  checkSocketOrigin(context, [context.config.playOrigin]);
  const player = await context.tokens.verify('player', offeredToken(context.request), context.nowMs);
  if (typeof player === 'string') throw new ProblemError(player);
  const tournamentId = c.req.param('tournament_id') ?? '';
  return watch(context, { operatorId: player.operatorId, tournamentId }, player.playerId);
}

/** `GET /v1/tables/feed`: the same for a page of the operator that has a ticket. */
export async function tableFeed(c: Context<AppEnv>): Promise<Response> {
  const context = c.get('context');
  const { tableTickets, request, nowMs } = context;
  const subject = await tableTickets.verify(offeredToken(request), nowMs);
  if (typeof subject === 'string') throw new ProblemError(subject);
  checkSocketOrigin(context, context.config.operator(subject.operatorId)?.origins ?? []);
  return watch(context, subject, null);
}
