import type { TournamentView } from '@roundgate/contract';
import type { Env } from '../config.ts';
import type { TournamentPort } from '../domain/tournaments/port.ts';
import { type BoardLine, stateAt } from '../domain/tournaments/tournament.ts';
import { BoardMemory } from './board-memory.ts';

/** The object of one tournament. */
export const tournamentObject = (env: Pick<Env, 'TOURNAMENT'>, operatorId: string, tournamentId: string) =>
  env.TOURNAMENT.getByName(`${operatorId}/${tournamentId}`);

type Board = Pick<Env, 'TOURNAMENT_BOARD'>;

const asNow = (lines: readonly BoardLine[], nowMs: number): TournamentView[] =>
  lines.map(({ decided, view }) => ({ ...view, state: stateAt(view, decided, nowMs) }));

const linesOf = async (env: Board, operatorId: string, limit: number): Promise<BoardLine[]> =>
  env.TOURNAMENT_BOARD.getByName(operatorId).lines(limit);

/** An operator's tournaments, the last to begin first, each as it stands now. */
export const tournamentsOf = async (
  env: Board,
  operatorId: string,
  limit: number,
  nowMs: number,
): Promise<TournamentView[]> => asNow(await linesOf(env, operatorId, limit), nowMs);

/** Every player of an operator asks again and again: what an isolate has read serves all of them for two seconds. */
const boards = new BoardMemory<BoardLine>(2_000, 1_000);
/** How many of the operator's newest a player is shown from. */
const SHOWN_FROM = 200;

/** The operator's newest tournaments as its players are told of them, two seconds old at most. */
export const tournamentsForPlayers = async (
  env: Board,
  operatorId: string,
  nowMs: number,
): Promise<TournamentView[]> =>
  asNow(await boards.read(operatorId, nowMs, () => linesOf(env, operatorId, SHOWN_FROM)), nowMs);

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
