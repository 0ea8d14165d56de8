import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { resultOf } from '../../domain/rounds/answers.ts';
import { redraw } from '../../use-cases/issue-receipt.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError, refused } from '../error-response.ts';
import { readRegister } from '../market-check.ts';
import { settledRound } from '../receipt-file.ts';

/**
 * The recorded round of a replay. A build that has left play is shown all the same, for old rounds are disputed too; a
 * revoked one is not, for nothing of it may run.
 */
export const openReplay: HandlerOf<typeof OPERATIONS.openReplay> = async ({ body }, context) => {
  const { releases, replayGrants, services, nowMs, traceId } = context;
  const grant = await replayGrants.verify(body.replay_grant, nowMs);
  if (typeof grant === 'string') throw new ProblemError(grant);
  if (grant.buildHash !== body.build_hash) throw new ProblemError('BUILD_MISMATCH');
  const revoked = await readRegister(releases.revokedOf(grant.gameId, nowMs, 'fresh'));
  if (revoked.has(grant.buildHash)) throw new ProblemError('BUILD_REVOKED');
  const settled = await settledRound(grant, context);
  const redrawn = await redraw(settled, { archive: services.replayOf(grant.gameId), traceId });
  if (!redrawn.ok) throw refused(redrawn.refusal);
  const { round, session } = settled;
  return {
    operator_id: grant.operatorId,
    game_id: round.gameId,
    build_hash: round.buildHash,
    rtp_profile: round.rtpProfile,
    country: session.country,
    locale: session.locale,
    currency: session.currency,
    market: session.market,
    result: { ...resultOf(round), events: [...redrawn.value.events] },
    accepted_at: toTimestamp(round.acceptedAtMs),
    closed_at: toTimestamp(round.closedAtMs ?? round.stateSinceMs),
  };
};
