import { PROBLEMS, type ProblemCode, type ProblemFacts, toProblem } from '@roundgate/contract';
import type { Context } from 'hono';
import type { AppEnv } from './context.ts';
import { ProblemError } from './problem-error.ts';

const RETRY_AFTER_MS = 1_000;

/** The wire form of a problem: RFC 9457 body, status, and `Retry-After` where the code asks for one. */
export function problemResponse(code: ProblemCode, facts: ProblemFacts): Response {
  const { status, retry } = PROBLEMS[code];
  const waits = retry === 'after';
  const body = toProblem(code, waits ? { retry_after_ms: RETRY_AFTER_MS, ...facts } : facts);
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (waits) headers.set('retry-after', String(Math.ceil((body.retry_after_ms ?? RETRY_AFTER_MS) / 1_000)));
  return new Response(JSON.stringify(body), { status, headers });
}

/** True for what the platform throws when an object is busy or was restarted: the same request may be sent again. */
const isPassing = (fault: Error): boolean =>
  ('overloaded' in fault && fault.overloaded === true) || ('retryable' in fault && fault.retryable === true);

/** Every way out of the app that is no success. Exception texts go to the log, never to the caller. */
export function onError(fault: Error, c: Context<AppEnv>): Response {
  const traceId = c.get('traceId');
  if (fault instanceof ProblemError) {
    c.get('logged').code = fault.code;
    return problemResponse(fault.code, { ...fault.facts, trace_id: traceId });
  }
  const code = isPassing(fault) ? 'SERVICE_UNAVAILABLE' : 'INTERNAL';
  c.get('logged').code = code;
  const { log } = c.get('services');
  log({ level: 'error', event: 'fault', trace_id: traceId, name: fault.name, message: fault.message });
  return problemResponse(code, { trace_id: traceId });
}
