import type { OPERATIONS } from '@roundgate/contract';
import { tournamentObject } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';
import { foundTournament } from './tournament-view.ts';

/** One tournament of the operator. */
export const getTournament: HandlerOf<typeof OPERATIONS.getTournament> = async (
  { params, partner },
  { env },
) => foundTournament(await tournamentObject(env, partner.id, params.tournament_id).view());
