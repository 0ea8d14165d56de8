import { GameId, money } from '@roundgate/contract';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import { planFault, showSandbox } from './sandbox.ts';
import { insist } from './sandbox-rg.ts';
import type { Visit } from './visit.ts';

/** What the sandbox gives: a packet of free spins, or a next spin that wins a jackpot. */
export const PROMOS = ['free_spins', 'jackpot'] as const;
export const PromoBody = z.strictObject({ give: z.enum(PROMOS), game_id: GameId });

const COUNT = 5;
/** In minor units of the player's currency. */
const BET_MINOR = 100;
const DAY_MS = 24 * 3_600_000;

/** Gives a promotion as an operator would, or has the game server's sandbox draw a jackpot. */
export async function givePromo(
  visit: Visit,
  { give, game_id }: z.infer<typeof PromoBody>,
): Promise<Response> {
  if (!visit.sandbox) throw new ProblemError('NOT_FOUND');
  if (give === 'jackpot') return planFault(visit, { call: 'spin', fault: 'jackpot', times: 1 });
  const profile = (await visit.account.overview(0))?.profile;
  if (!profile) throw new ProblemError('UNAUTHENTICATED', { detail: 'open the lobby page first' });
  insist(
    await visit.gateway.grantFreeSpins(visit.playerId, {
      grant_id: `fs-sandbox-${crypto.randomUUID()}`,
      game_id,
      count: COUNT,
      bet_size: money(BET_MINOR, profile.currency),
      expires_at: new Date(Date.now() + DAY_MS).toISOString(),
    }),
  );
  return showSandbox(visit);
}
