import type { OPERATIONS } from '@roundgate/contract';
import { countFailure } from '../../use-cases/watch-canary.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';
import { playRefusal } from '../market-check.ts';

/**
 * Plays a round: a build that may be played, then the player's object; 202 while it is in flight. A round that was begun
 * before its build was revoked or lost its certificate is answered all the same (spec W5, M4).
 */
export const startRound: HandlerOf<typeof OPERATIONS.startRound> = async ({ body, player }, context) => {
  const { stake, round_id: roundId, spin_type: spinType, grant_id: grantId, uses = [] } = body;
  const { traceId, releases, nowMs } = context;
  const object = playerObject(context.env, player.operatorId, player.playerId);
  const refusal = await playRefusal(player, context);
  if (refusal && !(await object.round(player.sessionId, roundId, traceId)).ok) throw refused(refusal);
  const { amount_minor: stakeMinor, currency } = stake;
  const bet = { roundId, stakeMinor, currency, spinType, grantId, uses };
  const reply = await object.startRound(player.sessionId, bet, traceId);
  if (!reply.ok) throw refused(reply.refusal);
  const view = reply.value;
  if (view.status === 'finished') return view;
  if (view.status === 'pending')
    return Response.json(view, { status: 202, headers: { 'cache-control': 'no-store' } });
  const { code } = view.problem;
  if (code === 'ROUND_REFUSED') await countFailure(releases, player.sessionId, code, nowMs);
  throw new ProblemError(code, { round_id: roundId });
};
