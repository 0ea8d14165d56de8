import type { Problem } from '@roundgate/contract';
import type { HttpAnswer } from './http.ts';

/** How often and how long to try. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

export const RETRY_POLICY: RetryPolicy = { attempts: 6, firstDelayMs: 250, maxDelayMs: 30_000 };

/** True when the same content may be sent again: the edge says so, or it fell over before it could say. */
export function isTemporary(status: number, problem: Problem | undefined): boolean {
  // A stale signature stays stale: every attempt is signed anew, so it is the clock of this machine.
  if (problem?.code === 'SIGNATURE_STALE' || problem?.code === 'FILE_MISSING') return false;
  if (problem) return problem.retry === 'same_key' || problem.retry === 'after';
  return status >= 500 || status === 429 || status === 425;
}

function askedDelayMs(answer: HttpAnswer, problem: Problem | undefined): number {
  const seconds = Number(answer.header('retry-after') ?? 0);
  const asked = Number.isFinite(seconds) ? seconds * 1000 : 0;
  return Math.max(asked, problem?.retry_after_ms ?? 0);
}

/** The wait before attempt `attempt + 1`: doubling with jitter, never shorter than what the edge asked for. */
export function delayMs(
  policy: RetryPolicy,
  attempt: number,
  random: number,
  answer?: HttpAnswer,
  problem?: Problem,
): number {
  const backoff = policy.firstDelayMs * 2 ** (attempt - 1) * (0.5 + random / 2);
  const asked = answer ? askedDelayMs(answer, problem) : 0;
  return Math.round(Math.min(policy.maxDelayMs, Math.max(backoff, asked)));
}
