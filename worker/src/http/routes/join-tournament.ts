import { type OPERATIONS, TournamentRules } from '@roundgate/contract';
import { tournamentObject } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';
import { foundTournament, sessionTournament } from './tournament-view.ts';

/** The player joins; a repeat meets the entry as it is. */
export const joinTournament: HandlerOf<typeof OPERATIONS.joinTournament> = async (
  { params, body, player },
  { env, traceId },
) => {
  const { tournament_id: tournamentId } = params;
  const tournament = tournamentObject(env, player.operatorId, tournamentId);
  const view = foundTournament(await tournament.view());
  const rules = TournamentRules.strip().parse(view);
  const object = playerObject(env, player.operatorId, player.playerId);
  const reply = await object.joinTournament(
    player.sessionId,
    { tournamentId, rules },
    body.automated,
    traceId,
  );
  if (!reply.ok) throw refused(reply.refusal);
  return sessionTournament(foundTournament(await tournament.view()), reply.value);
};
