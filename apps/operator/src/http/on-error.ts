import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';
import { log } from './log.ts';
import { ProblemError, problemResponse } from './problem.ts';

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
  log({ level: 'error', event: 'fault', trace_id: traceId, name: fault.name, message: fault.message });
  return problemResponse(code, { trace_id: traceId });
}
