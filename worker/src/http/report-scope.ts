import type { Config, Partner } from '../config.ts';
import type { Floor } from '../domain/reporting/activity.ts';
import { ProblemError } from './error-response.ts';

/** What a partner asks to be told of; each name is optional. */
export interface Asked {
  readonly operator_id?: string | undefined;
  readonly studio_id?: string | undefined;
  readonly game_id?: string | undefined;
}

/** What an answer is held to: an operator, and games; null for all. */
export interface ReportScope {
  readonly operatorId: string | null;
  readonly games: readonly string[] | null;
  /** Operators and games of this scope, whether they played or not. */
  readonly floor: Floor;
}

const forbid = (detail: string): never => {
  throw new ProblemError('FORBIDDEN', { detail });
};

/** Narrows a question to what the partner may see: an operator itself, a studio its games, the platform all. */
export function reportScope(asked: Asked, partner: Partner, config: Config): ReportScope {
  if (partner.kind === 'operator' && (asked.operator_id ?? partner.id) !== partner.id)
    forbid('these are figures of another operator');
  if (partner.kind === 'studio' && (asked.studio_id ?? partner.id) !== partner.id)
    forbid('these are figures of another studio');
  const operatorId = partner.kind === 'operator' ? partner.id : (asked.operator_id ?? null);
  const studioId = partner.kind === 'studio' ? partner.id : (asked.studio_id ?? null);
  const games = config.studios
    .filter(({ studio_id }) => studioId === null || studio_id === studioId)
    .flatMap(({ studio_id, game_ids }) => game_ids.map((game_id) => ({ game_id, studio_id })))
    .filter(({ game_id }) => asked.game_id === undefined || game_id === asked.game_id);
  const isNarrow = studioId !== null || asked.game_id !== undefined;
  const named =
    asked.game_id !== undefined && studioId === null ? [asked.game_id] : games.map(({ game_id }) => game_id);
  const operators = operatorId === null ? config.operators.map((one) => one.operator_id) : [operatorId];
  return { operatorId, games: isNarrow ? named : null, floor: { operators, games } };
}
