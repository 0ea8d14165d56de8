import { z } from 'zod';
import { PlayerId } from '../ids.ts';
import { TournamentRow } from '../tournaments.ts';
import { BODY_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';
import { SAMPLE_ROW, TOURNAMENT_PROBLEMS, TournamentPath } from './tournament-common.ts';

/**
 * A person decides about an entry whose prize is withheld: pay it, or exclude it. A decision stands; the same again
 * changes nothing, the other one is 409. The places of the others do not move.
 */
export const decideTournamentEntry = operation({
  id: 'decideTournamentEntry',
  server: 'gateway',
  method: 'POST',
  path: '/v1/tournaments/{tournament_id}/entries/{player_id}/decide',
  auth: 'operator',
  summary: 'Pay or exclude an entry whose prize is withheld',
  params: TournamentPath.extend({ player_id: PlayerId }),
  request: z.strictObject({ decision: z.enum(['pay', 'exclude']), reason: z.string().min(1).max(200) }),
  response: TournamentRow,
  problems: [
    ...TOURNAMENT_PROBLEMS,
    ...BODY_PROBLEMS,
    'PLAYER_NOT_FOUND',
    'TOURNAMENT_NOT_OPEN',
    'IDEMPOTENCY_CONFLICT',
  ],
  examples: {
    request: { decision: 'pay', reason: 'plays on a phone with a metronome; called back' },
    response: { ...SAMPLE_ROW, status: 'ranked', award: 'given' },
  },
});
