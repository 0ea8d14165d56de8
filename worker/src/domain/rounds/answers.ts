import {
  type BusEvent,
  type JackpotPrize,
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

/** The jackpot of a round as it is told; nothing when there is none, so that older answers keep their bytes. */
function prizeOf({ outcome, currency }: Round): { jackpot?: JackpotPrize } {
  const won = outcome?.jackpot;
  return won ? { jackpot: { jackpot_id: won.jackpotId, amount: money(won.amountMinor, currency) } } : {};
}

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
    ...prizeOf(round),
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
  ...(isPaid(round) ? prizeOf(round) : {}),
  accepted_at: toTimestamp(round.acceptedAtMs),
  closed_at: round.closedAtMs === null ? null : toTimestamp(round.closedAtMs),
  attempts: round.attempts,
});

type WhoPlays = { readonly operatorId: string; readonly playerId: string };

const baseOf = (round: Round, who: WhoPlays) => ({
  ts: toTimestamp(round.closedAtMs ?? round.stateSinceMs),
  operator_id: who.operatorId,
  player_id: who.playerId,
  session_id: round.sessionId,
  game_id: round.gameId,
  round_id: round.roundId,
});

const spinOf = (round: Round, who: WhoPlays) => ({
  ...baseOf(round, who),
  build_hash: round.buildHash,
  rtp_profile: round.rtpProfile,
  spin_id: round.spinId,
  spin_type: round.spinType,
});

/** The event that a closed round leaves on the bus (spec E1): a spin, or why there was none. */
export function closingEvent(round: Round, who: WhoPlays): BusEvent {
  if (round.state !== 'SETTLED')
    return {
      type: 'error',
      ...baseOf(round, who),
      code: `ROUND_${round.state}`,
      detail: refusalCode(round),
    };
  return {
    type: 'spin_finished',
    ...spinOf(round, who),
    stake: money(round.stakeMinor, round.currency),
    win: money(round.outcome?.winMinor ?? 0, round.currency),
    ...countedIn(round),
    ...(round.mode.grantId && { grant_id: round.mode.grantId }),
  };
}

/** Where a spin counts; nothing where nowhere, so that such events keep their bytes. */
function countedIn({ mode: { counts } }: Round) {
  if (!counts) return {};
  const uses = counts.uses.length > 0 ? { uses: [...counts.uses] } : {};
  return { tournament_ids: [...counts.tournamentIds], ...uses };
}

/** All that a closed round leaves on the bus: what it put into pools and won of one is told beside it (spec F3). */
export function closingEvents(round: Round, who: WhoPlays): BusEvent[] {
  const closing = closingEvent(round, who);
  if (round.state !== 'SETTLED') return [closing];
  const { jackpot, contributions = [] } = round.outcome ?? {};
  const event = (type: 'jackpot_contribution' | 'jackpot_win', part: NonNullable<typeof jackpot>) => ({
    type,
    ...spinOf(round, who),
    jackpot_id: part.jackpotId,
    amount: money(part.amountMinor, round.currency),
  });
  return [
    closing,
    ...contributions.map((part) => event('jackpot_contribution', part)),
    ...(jackpot ? [event('jackpot_win', jackpot)] : []),
  ];
}
