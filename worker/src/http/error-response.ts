import { PROBLEMS, type ProblemCode, type ProblemFacts, toProblem } from '@roundgate/contract';
import type { Refusal } from '../domain/sessions/session.ts';

/** A refusal on its way to the wire; thrown only inside `http/`. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;
  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** Turns a refusal of the rules into one that can be thrown. */
export const refused = ({ code, facts }: Refusal): ProblemError => new ProblemError(code, facts);

/** RFC 9457 answer with trace id; `Retry-After` in whole seconds where the rule is to wait (spec P6). */
export function problemResponse(code: ProblemCode, facts: ProblemFacts, traceId: string): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (PROBLEMS[code].retry === 'after') {
    headers.set('retry-after', String(Math.max(1, Math.ceil((facts.retry_after_ms ?? 1000) / 1000))));
  }
  if (code === 'RATE_LIMITED')
    headers.set('ratelimit', `"default";r=0;t=${Math.ceil((facts.retry_after_ms ?? 1000) / 1000)}`);
  const body = JSON.stringify({ ...toProblem(code, facts), trace_id: traceId });
  return new Response(body, { status: PROBLEMS[code].status, headers });
}
