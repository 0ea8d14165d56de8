import type { Problem } from '../problems.ts';
import type { RoundAnswer, RoundSummary } from '../rounds.ts';
import type { AnswerFact, RoundFact } from './history.ts';

/** A row of the gateway, as the checker reads it. */
export const roundFactOf = (row: RoundSummary): RoundFact => ({
  roundId: row.round_id,
  state: row.state,
  isFree: row.spin_type === 'free',
  stakeMinor: row.stake.amount_minor,
  winMinor: row.win?.amount_minor ?? null,
  jackpotMinor: row.jackpot?.amount.amount_minor ?? 0,
  acceptedAtMs: Date.parse(row.accepted_at),
  closedAtMs: row.closed_at === null ? null : Date.parse(row.closed_at),
});

/** The parts of an answer to `startRound` or `getRound` that say how a round stands. */
export type ToldBody = Partial<Pick<RoundAnswer, 'result'> & Pick<Problem, 'code' | 'round_id'>>;

/**
 * What a caller was told about a round over HTTP, as the checker reads it; undefined when it was nothing about this
 * round: a refusal before there was one names none, and ROUND_OPEN names another.
 */
export function answerFactOf(
  roundId: string,
  askedStakeMinor: number,
  status: number,
  { result, code, round_id }: ToldBody,
): AnswerFact | undefined {
  const base = { roundId, askedStakeMinor, result: null, resultStakeMinor: null, resultWinMinor: null };
  if (status === 200 && result)
    return {
      ...base,
      told: 'finished',
      result: JSON.stringify(result),
      resultStakeMinor: result.stake.amount_minor,
      resultWinMinor: result.win.amount_minor,
    };
  if (status === 202) return { ...base, told: 'pending' };
  if (code === 'IDEMPOTENCY_CONFLICT') return { ...base, told: 'conflict' };
  return round_id === roundId && code !== 'ROUND_OPEN' ? { ...base, told: 'refused' } : undefined;
}
