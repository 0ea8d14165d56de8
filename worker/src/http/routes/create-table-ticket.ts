import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { tournamentObject } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';
import { foundTournament } from './tournament-view.ts';

/** A ticket for the operator's own pages. */
export const createTableTicket: HandlerOf<typeof OPERATIONS.createTableTicket> = async (
  { params, partner },
  { env, config, tableTickets, nowMs },
) => {
  const { tournament_id: tournamentId } = params;
  foundTournament(await tournamentObject(env, partner.id, tournamentId).view());
  const subject = { operatorId: partner.id, tournamentId };
  const { token, expiresAtMs } = await tableTickets.issue(subject, nowMs);
  const feed = `${config.edgeOrigin.replace(/^http/, 'ws')}/v1/tables/feed`;
  return { ticket: token, feed, expires_at: toTimestamp(expiresAtMs) };
};
