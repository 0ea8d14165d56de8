import { type Currency, GameId, money } from '@roundgate/contract';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import { planFault, showSandbox } from './sandbox.ts';
import { insist } from './sandbox-rg.ts';
import type { Visit } from './visit.ts';

/** What the sandbox gives: a packet of free spins, a next spin that wins a jackpot, or a tournament that is soon over. */
export const PROMOS = ['free_spins', 'jackpot', 'tournament'] as const;
export const PromoBody = z.strictObject({ give: z.enum(PROMOS), game_id: GameId });

const COUNT = 5;
/** In minor units of the player's currency. */
const BET_MINOR = 100;
const DAY_MS = 24 * 3_600_000;

const TOURNAMENT_MS = 3 * 60_000;

/** A tournament that is over before a visitor is bored. */
function startTournament({ gateway }: Visit, gameId: string, currency: Currency) {
  const nowMs = Date.now();
  return gateway.putTournament(`tn-sandbox-${crypto.randomUUID().slice(0, 8)}`, {
    ...{ name: 'Lantern sprint', game_ids: [gameId], currency, metric: 'sum_win' },
    starts_at: new Date(nowMs).toISOString(),
    ends_at: new Date(nowMs + TOURNAMENT_MS).toISOString(),
    entry: { kind: 'cash', min_stake_minor: 10 },
    prize: { kind: 'ranks', amounts_minor: [1_000, 500, 200] },
    anti_bot: { review_at: 60, exclude_at: 90 },
  });
}

/** Gives a promotion as an operator would, or has the game server's sandbox draw a jackpot. */
export async function givePromo(
  visit: Visit,
  { give, game_id }: z.infer<typeof PromoBody>,
): Promise<Response> {
  if (!visit.sandbox) throw new ProblemError('NOT_FOUND');
  if (give === 'jackpot') return planFault(visit, { call: 'spin', fault: 'jackpot', times: 1 });
  const profile = (await visit.account.overview(0))?.profile;
  if (!profile) throw new ProblemError('UNAUTHENTICATED', { detail: 'open the lobby page first' });
  if (give === 'tournament') insist(await startTournament(visit, game_id, profile.currency));
  else
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
