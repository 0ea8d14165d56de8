import type { OPERATIONS, ProblemCode } from '@roundgate/contract';
import { tournamentObject } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';
import { foundTournament } from './tournament-view.ts';

const REFUSALS = {
  unknown: ['PLAYER_NOT_FOUND', 'this player is not in it'],
  conflict: ['IDEMPOTENCY_CONFLICT', 'it was decided otherwise'],
  not_withheld: ['TOURNAMENT_NOT_OPEN', 'no prize of this player waits for a decision'],
} as const satisfies Record<string, readonly [ProblemCode, string]>;

/** Decides about a prize that is withheld. */
export const decideTournamentEntry: HandlerOf<typeof OPERATIONS.decideTournamentEntry> = async (
  { params, body, partner },
  { env, log, traceId },
) => {
  const { tournament_id, player_id } = params;
  const object = tournamentObject(env, partner.id, tournament_id);
  foundTournament(await object.view());
  const { decision, reason } = body;
  const row = await object.decide(player_id, decision);
  if (typeof row === 'string') {
    const [code, detail] = REFUSALS[row];
    throw new ProblemError(code, { detail });
  }
  log('info', 'entry decided', { trace_id: traceId, tournament_id, player_id, decision, reason });
  return row;
};
