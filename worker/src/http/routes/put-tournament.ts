import type { OPERATIONS } from '@roundgate/contract';
import { tournamentObject } from '../../adapters/tournaments.ts';
import { rulesFaults } from '../../domain/tournaments/tournament.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';
import { foundTournament } from './tournament-view.ts';

/** Makes a tournament or mission of the operator, once. */
export const putTournament: HandlerOf<typeof OPERATIONS.putTournament> = async (
  { params, body, partner },
  { env, config, nowMs },
) => {
  const { tournament_id } = params;
  const object = tournamentObject(env, partner.id, tournament_id);
  // What is there already is met as it is, also when its time is over.
  const isNew = (await object.view()) === null;
  const faults = isNew ? rulesFaults(body, (gameId) => config.studioOfGame(gameId) !== undefined, nowMs) : [];
  if (faults.length > 0) throw new ProblemError('VALIDATION_FAILED', { errors: faults });
  const made = await object.put(partner.id, tournament_id, body);
  if (made === 'conflict')
    throw new ProblemError('IDEMPOTENCY_CONFLICT', { detail: `${tournament_id} has other rules, for good` });
  const tournament = foundTournament(await object.view());
  return { tournament_id, already_there: made === 'same', tournament };
};
