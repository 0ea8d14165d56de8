import type { SessionTournament, TournamentView } from '@roundgate/contract';
import type { JoinedView } from '../../use-cases/player-tournaments.ts';
import { ProblemError } from '../error-response.ts';

/** The tournament that was asked for; 404 when it was never made. */
export function foundTournament(view: TournamentView | null): TournamentView {
  if (!view) throw new ProblemError('TOURNAMENT_NOT_FOUND');
  return view;
}

/** A tournament as a player sees it. */
export const sessionTournament = (
  view: TournamentView,
  joined: JoinedView | undefined,
): SessionTournament => ({
  tournament_id: view.tournament_id,
  name: view.name,
  metric: view.metric,
  currency: view.currency,
  entry: view.entry,
  prize: view.prize,
  starts_at: view.starts_at,
  ends_at: view.ends_at,
  state: view.state,
  players: view.players,
  joined: joined ? { score: joined.score, grant_id: joined.grantId, award_minor: joined.awardMinor } : null,
});
