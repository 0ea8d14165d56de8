import type { OPERATIONS } from '@roundgate/contract';
import { tournamentObject } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';
import { foundTournament } from './tournament-view.ts';

/** Calls a tournament off. */
export const cancelTournament: HandlerOf<typeof OPERATIONS.cancelTournament> = async (
  { params, body, partner },
  { env, log, traceId },
) => {
  const { tournament_id } = params;
  const answer = await tournamentObject(env, partner.id, tournament_id).cancel();
  if (answer === 'over') throw new ProblemError('TOURNAMENT_NOT_OPEN', { detail: 'it is closed already' });
  const view = foundTournament(answer);
  log('info', 'tournament called off', { trace_id: traceId, tournament_id, reason: body.reason });
  return view;
};
