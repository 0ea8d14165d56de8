import type { OPERATIONS } from '@roundgate/contract';
import { tournamentsOf } from '../../adapters/tournaments.ts';
import type { HandlerOf } from '../bind.ts';

/** The operator's tournaments and missions. */
export const listTournaments: HandlerOf<typeof OPERATIONS.listTournaments> = async (
  { query, partner },
  { env, nowMs },
) => ({ tournaments: await tournamentsOf(env, partner.id, query.limit, nowMs) });
