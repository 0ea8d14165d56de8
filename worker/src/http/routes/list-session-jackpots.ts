import type { JackpotView, OPERATIONS } from '@roundgate/contract';
import { metersOf } from '../../adapters/jackpots.ts';
import { payable } from '../../domain/jackpots/pool.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

const meterOf = (view: JackpotView) => ({
  jackpot_id: view.jackpot_id,
  meter_minor: payable(view.totals, view.trigger),
  currency: view.currency,
  trigger: view.trigger,
  one_in_minor: view.one_in_minor,
});

/** The running meters of the session's game and currency; none where its market forbids jackpots. */
export const listSessionJackpots: HandlerOf<typeof OPERATIONS.listSessionJackpots> = async (
  { player },
  { env, nowMs },
) => {
  const reply = await playerObject(env, player.operatorId, player.playerId).sessionState(player.sessionId);
  if (!reply.ok) throw refused(reply.refusal);
  const { session } = reply.value;
  if (!session.market.features.jackpot) return { jackpots: [] };
  const views = await metersOf(env, session.gameId, nowMs);
  const own = views.filter(({ state, currency }) => state === 'running' && currency === session.currency);
  return { jackpots: own.map(meterOf) };
};
