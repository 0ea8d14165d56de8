import type { TournamentView } from '@roundgate/contract';
import type { Env } from '../config.ts';
import type { TournamentPort } from '../domain/tournaments/port.ts';
import { stateAt } from '../domain/tournaments/tournament.ts';

/** The object of one tournament. */
export const tournamentObject = (env: Pick<Env, 'TOURNAMENT'>, operatorId: string, tournamentId: string) =>
  env.TOURNAMENT.getByName(`${operatorId}/${tournamentId}`);

/** An operator's tournaments, the last to begin first, each as it stands now. */
export async function tournamentsOf(
  env: Pick<Env, 'TOURNAMENT_BOARD'>,
  operatorId: string,
  limit: number,
  nowMs: number,
): Promise<TournamentView[]> {
  const lines = await env.TOURNAMENT_BOARD.getByName(operatorId).lines(limit);
  return lines.map(({ decided, view }) => ({ ...view, state: stateAt(view, decided, nowMs) }));
}

/** The tournaments behind their objects. */
export const createTournaments = (env: Pick<Env, 'TOURNAMENT'>): TournamentPort => ({
  async join({ operatorId, playerId }, tournamentId) {
    try {
      return await tournamentObject(env, operatorId, tournamentId).join(playerId);
    } catch {
      return 'unknown';
    }
  },
});
