import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';
import { requireCertificate } from '../market-check.ts';

/** Plays a round: certified build, then the player's object; 202 while it is in flight. */
export const startRound: HandlerOf<typeof OPERATIONS.startRound> = async ({ body, player }, context) => {
  await requireCertificate(player, context);
  const { stake, round_id: roundId, spin_type: spinType, uses = [] } = body;
  const bet = { roundId, stakeMinor: stake.amount_minor, currency: stake.currency, spinType, uses };
  const object = playerObject(context.env, player.operatorId, player.playerId);
  const reply = await object.startRound(player.sessionId, bet, context.traceId);
  if (!reply.ok) throw refused(reply.refusal);
  const view = reply.value;
  if (view.status === 'finished') return view;
  if (view.status === 'pending')
    return Response.json(view, { status: 202, headers: { 'cache-control': 'no-store' } });
  throw new ProblemError(view.problem.code, { round_id: roundId });
};
