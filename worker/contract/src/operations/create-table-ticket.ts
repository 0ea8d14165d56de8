import { z } from 'zod';
import { Timestamp } from '../ids.ts';
import { COMMON_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';
import { TOURNAMENT_PROBLEMS, TournamentPath } from './tournament-common.ts';

/**
 * A ticket for the operator's own pages: whoever has it may watch the live table, by the names that all players see.
 * The page opens the WebSocket `feed` with the subprotocols `roundgate.feed.v1` and the ticket.
 */
export const createTableTicket = operation({
  id: 'createTableTicket',
  server: 'gateway',
  method: 'POST',
  path: '/v1/tournaments/{tournament_id}/tickets',
  auth: 'operator',
  summary: "Let a page of the operator watch a tournament's live table",
  params: TournamentPath,
  response: z.object({ ticket: z.string(), feed: z.string(), expires_at: Timestamp }),
  problems: [...TOURNAMENT_PROBLEMS, ...COMMON_PROBLEMS],
  examples: {
    response: {
      ticket: 'eyJhbGciOiJFZERTQSJ9.e30.c2ln',
      feed: 'wss://edge.example/v1/tables/feed',
      expires_at: SAMPLE.later,
    },
  },
});
