import { z } from 'zod';
import { TournamentId } from '../ids.ts';
import type { SessionTournament, TournamentRow, TournamentRules } from '../tournaments.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';

/** The rules of a small tournament: an evening of cash spins, three places paid. */
export const SAMPLE_TOURNAMENT_RULES: TournamentRules = {
  name: 'Lantern evening',
  game_ids: [SAMPLE.game],
  currency: 'EUR',
  starts_at: '2026-01-31T18:00:00.000Z',
  ends_at: '2026-01-31T22:00:00.000Z',
  metric: 'best_multiplier',
  entry: { kind: 'cash', min_stake_minor: 20 },
  prize: { kind: 'ranks', amounts_minor: [50_000, 20_000, 10_000] },
  anti_bot: { review_at: 40, exclude_at: 80 },
};

export const SAMPLE_TOURNAMENT_ID = 'tn-lantern-evening';

/** The same tournament before it begins. */
export const SAMPLE_TOURNAMENT = {
  tournament_id: SAMPLE_TOURNAMENT_ID,
  ...SAMPLE_TOURNAMENT_RULES,
  state: 'scheduled' as const,
  players: 0,
  at: SAMPLE.ts,
};

const { game_ids: _games, anti_bot: _antiBot, ...told } = SAMPLE_TOURNAMENT_RULES;
/** The same as a player sees it who leads. */
export const SAMPLE_SESSION_TOURNAMENT: SessionTournament = {
  tournament_id: SAMPLE_TOURNAMENT_ID,
  ...told,
  state: 'running',
  players: 12,
  joined: { score: 4_250, grant_id: null, award_minor: null },
};

/** How its player leads. */
export const SAMPLE_TABLE = {
  tournament_id: SAMPLE_TOURNAMENT_ID,
  state: 'running' as const,
  players: 1,
  places: [{ rank: 1, alias: 'K7QX2M', score: 4_250 }],
  you: { rank: 1, alias: 'K7QX2M', score: 4_250 },
  at: SAMPLE.ts,
};

/** The same place as the operator sees it. */
export const SAMPLE_ROW: TournamentRow = {
  ...{ rank: 1, alias: 'K7QX2M', score: 4_250, player_id: SAMPLE.player, spins: 31 },
  ...{ reached_at: SAMPLE.ts, status: 'ranked', suspicion: 0, signals: [] },
  ...{ prize_minor: 50_000, award: 'none', late_rounds: 0, chain: null },
};

/** Names one tournament in a path. */
export const TournamentPath = z.strictObject({ tournament_id: TournamentId });

/** What an operator's operation on one tournament may answer. */
export const TOURNAMENT_PROBLEMS = [
  ...PARTNER_PROBLEMS,
  'VALIDATION_FAILED',
  'TOURNAMENT_NOT_FOUND',
] as const;
