import type { OPERATIONS, TournamentView } from '@roundgate/contract';
import { tournamentsForPlayers } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';
import { sessionTournament } from './tournament-view.ts';

/** How long before its start, and after its end, a tournament is shown to players. */
const SHOWN_AROUND_MS = 24 * 3_600_000;

const isShown = ({ state, starts_at, ends_at }: TournamentView, nowMs: number): boolean =>
  state !== 'cancelled' &&
  Date.parse(starts_at) - SHOWN_AROUND_MS <= nowMs &&
  nowMs <= Date.parse(ends_at) + SHOWN_AROUND_MS;

/** The tournaments and missions that fit the session. */
export const listSessionTournaments: HandlerOf<typeof OPERATIONS.listSessionTournaments> = async (
  { player },
  { env, nowMs },
) => {
  const object = playerObject(env, player.operatorId, player.playerId);
  const reply = await object.sessionState(player.sessionId);
  if (!reply.ok) throw refused(reply.refusal);
  const { gameId, currency } = reply.value.session;
  const all = await tournamentsForPlayers(env, player.operatorId, nowMs);
  const fitting = all.filter(
    (view) => view.game_ids.includes(gameId) && view.currency === currency && isShown(view, nowMs),
  );
  const ids = fitting.map(({ tournament_id }) => tournament_id);
  const joined = ids.length === 0 ? [] : await object.tournamentViews(ids);
  const joinedIn = ({ tournament_id }: TournamentView) =>
    joined.find(({ tournamentId }) => tournamentId === tournament_id);
  return { tournaments: fitting.map((view) => sessionTournament(view, joinedIn(view))) };
};
