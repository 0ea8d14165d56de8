import {
  type BusEvent,
  type Money,
  money,
  type ProblemCode,
  type RoundAnswer,
  type RoundResult,
  type RoundSummary,
  type RoundView,
  toProblem,
  toTimestamp,
} from '@roundgate/contract';
import { isPaid, isStakeTaken, type Round } from './round.ts';

/** How long a client should wait before it asks again for a round in flight. */
export const POLL_AFTER_MS = 500;

/** The immutable part of an answer: a function of the row's outcome and nothing else (attack rule 9). */
export function resultOf(round: Round): RoundResult {
  const { outcome } = round;
  if (!outcome) throw new Error(`round ${round.roundId} has no outcome to tell`);
  return {
    round_id: round.roundId,
    spin_id: round.spinId,
    session_id: round.sessionId,
    game_id: round.gameId,
    build_hash: round.buildHash,
    spin_type: round.spinType,
    stake: money(round.stakeMinor, round.currency),
    win: money(outcome.winMinor, round.currency),
    features: outcome.features,
    events: [...outcome.events],
    drawn_at: toTimestamp(outcome.drawnAtMs),
  };
}

/** The answer of a paid round, beside what may still move. */
export const answerOf = (round: Round, balance: Money | null, replayed: boolean): RoundAnswer => ({
  status: 'finished',
  result: resultOf(round),
  settlement: round.state === 'SETTLED' ? 'done' : 'credit_pending',
  balance,
  replayed,
});

const REFUSED = { REJECTED: 'rejected', DECLINED: 'declined', CANCELLED: 'cancelled' } as const;

/** Any round as its player may see it; an outcome that is not paid for yet stays sealed. */
export function viewOf(round: Round, balance: Money | null, replayed: boolean): RoundView {
  const { state, roundId } = round;
  if (isStakeTaken(round)) return answerOf(round, balance, replayed);
  if (state === 'REJECTED' || state === 'DECLINED' || state === 'CANCELLED') {
    const problem = toProblem(refusalCode(round), { round_id: roundId });
    return { status: REFUSED[state], round_id: roundId, problem };
  }
  const poll = `/v1/rounds/${roundId}`;
  return { status: 'pending', code: 'ROUND_PENDING', round_id: roundId, poll, retry_after_ms: POLL_AFTER_MS };
}

/** Codes of a partner that a player can act on; any other is told by what became of the round. */
const TELLABLE: ReadonlySet<ProblemCode> = new Set([
  'INSUFFICIENT_FUNDS',
  'RG_BLOCKED',
  'STAKE_NOT_ALLOWED',
  'FEATURE_NOT_ALLOWED',
  'CURRENCY_NOT_ALLOWED',
  'SESSION_ENDED',
  'IDEMPOTENCY_CONFLICT',
  'GRANT_NOT_FOUND',
]);

function refusalCode(round: Round): ProblemCode {
  const code = round.undo?.code ?? 'INTERNAL';
  if (TELLABLE.has(code)) return code;
  if (code === 'UPSTREAM_UNAVAILABLE' || round.state === 'CANCELLED') return 'ROUND_CANCELLED';
  return round.state === 'DECLINED' ? 'WALLET_REFUSED' : 'ROUND_REFUSED';
}

/** One line of a history. */
export const summaryOf = (round: Round): RoundSummary => ({
  round_id: round.roundId,
  spin_id: round.spinId,
  session_id: round.sessionId,
  game_id: round.gameId,
  build_hash: round.buildHash,
  state: round.state,
  spin_type: round.spinType,
  stake: money(round.stakeMinor, round.currency),
  win: isPaid(round) ? money(round.outcome?.winMinor ?? 0, round.currency) : null,
  accepted_at: toTimestamp(round.acceptedAtMs),
  closed_at: round.closedAtMs === null ? null : toTimestamp(round.closedAtMs),
  attempts: round.attempts,
});

/** The event that a closed round leaves on the bus (spec E1): a spin, or why there was none. */
export function closingEvent(round: Round, who: { operatorId: string; playerId: string }): BusEvent {
  const base = {
    ts: toTimestamp(round.closedAtMs ?? round.stateSinceMs),
    operator_id: who.operatorId,
    player_id: who.playerId,
  };
  if (round.state !== 'SETTLED') {
    const code = `ROUND_${round.state}`;
    const detail = refusalCode(round);
    return {
      type: 'error',
      ...base,
      session_id: round.sessionId,
      game_id: round.gameId,
      round_id: round.roundId,
      code,
      detail,
    };
  }
  return {
    type: 'spin_finished',
    ...base,
    session_id: round.sessionId,
    game_id: round.gameId,
    build_hash: round.buildHash,
    rtp_profile: round.rtpProfile,
    round_id: round.roundId,
    spin_id: round.spinId,
    spin_type: round.spinType,
    stake: money(round.stakeMinor, round.currency),
    win: money(round.outcome?.winMinor ?? 0, round.currency),
  };
}
