import type { Config } from '../config.ts';
import { grantKeys } from './grants.ts';
import type { IssuedToken, TokenFault } from './tokens.ts';

/** How long a page may open the feed with its ticket; a socket that is open stays so. */
const LIFETIME_MS = 3_600_000;

/** The one table that a ticket lets a page watch. It opens nothing else. */
export interface TableSubject {
  readonly operatorId: string;
  readonly tournamentId: string;
}

/** Signs and checks tickets for live tables, with the keys of the platform's tokens and an audience of their own. */
export interface TableTickets {
  issue(subject: TableSubject, nowMs: number): Promise<IssuedToken>;
  verify(ticket: string, nowMs: number): Promise<TableSubject | TokenFault>;
}

/** Builds the tickets of one configuration. */
export function createTableTickets(config: Config): TableTickets {
  const keys = grantKeys(config, 'roundgate:table');
  return {
    issue: ({ operatorId, tournamentId }, nowMs) =>
      keys.sign({ op: operatorId, tn: tournamentId }, nowMs + LIFETIME_MS),
    async verify(ticket, nowMs) {
      const opened = await keys.open(ticket, nowMs);
      if (typeof opened === 'string') return opened;
      const { op, tn } = opened;
      if (typeof op !== 'string' || typeof tn !== 'string') return 'UNAUTHENTICATED';
      return { operatorId: op, tournamentId: tn };
    },
  };
}
