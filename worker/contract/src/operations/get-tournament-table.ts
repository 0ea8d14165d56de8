import { z } from 'zod';
import { Envelope } from '../builds.ts';
import { Timestamp } from '../ids.ts';
import { TournamentRow, TournamentState } from '../tournaments.ts';
import { SAMPLE } from './common.ts';
import { operation } from './operation.ts';
import {
  SAMPLE_ROW,
  SAMPLE_TOURNAMENT_ID,
  TOURNAMENT_PROBLEMS,
  TournamentPath,
} from './tournament-common.ts';

/**
 * The table as the operator sees it: whose entries, what looks automatic, what is paid. Once closed with the signed
 * final table, which never changes: what is decided later stands in the rows (spec F2).
 */
export const getTournamentTable = operation({
  id: 'getTournamentTable',
  server: 'gateway',
  method: 'GET',
  path: '/v1/tournaments/{tournament_id}/table',
  auth: 'operator',
  summary: 'Read the table of a tournament; once closed, signed',
  params: TournamentPath,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    after: z.coerce.number().int().min(0).default(0).meta({ description: 'Rows to skip' }),
  }),
  response: z.object({
    tournament_id: TournamentPath.shape.tournament_id,
    state: TournamentState,
    players: z.number().int().min(0),
    rows: z.array(TournamentRow),
    next_after: z.number().int().min(1).nullable(),
    final: Envelope.nullable().meta({ description: 'DSSE envelope of a FinalTable, once closed' }),
    at: Timestamp,
  }),
  problems: [...TOURNAMENT_PROBLEMS],
  examples: {
    response: {
      tournament_id: SAMPLE_TOURNAMENT_ID,
      ...{ state: 'running', players: 1, rows: [SAMPLE_ROW], next_after: null, final: null, at: SAMPLE.ts },
    },
  },
});
