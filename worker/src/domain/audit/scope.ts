import type { StoredEvent } from '@roundgate/contract';

/** Whose events a partner may see; `games` for a studio, null elsewhere. */
export interface Scope {
  readonly operatorId: string | null;
  readonly games: readonly string[] | null;
  /** A studio's own source. */
  readonly source: string | null;
}

/** What an export asks for. Days are UTC and included. */
export interface EventFilter {
  readonly operatorId: string | null;
  readonly playerId: string | null;
  readonly roundId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const inScope = ({ source, event }: StoredEvent, scope: Scope): boolean => {
  if (scope.operatorId !== null && event.operator_id !== scope.operatorId) return false;
  if (scope.games === null) return true;
  return source === scope.source || ('game_id' in event && scope.games.includes(event.game_id ?? ''));
};

/** True when an event is asked for, and is the partner's to see. */
export function isWanted(line: StoredEvent, filter: EventFilter, scope: Scope): boolean {
  const { event } = line;
  const day = event.ts.slice(0, 10);
  return (
    inScope(line, scope) &&
    (filter.operatorId === null || event.operator_id === filter.operatorId) &&
    (filter.playerId === null || event.player_id === filter.playerId) &&
    (filter.roundId === null || ('round_id' in event && event.round_id === filter.roundId)) &&
    (filter.from === null || day >= filter.from) &&
    (filter.to === null || day <= filter.to)
  );
}
