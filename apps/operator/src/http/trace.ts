import { TraceId } from '@roundgate/contract';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import { log } from './log.ts';

const newTraceId = (): string => crypto.randomUUID().replaceAll('-', '');

/** Takes the caller's trace id (or makes one), gives it back, and writes one line per request (spec E2). */
export const trace = createMiddleware<AppEnv>(async function traceRequest(c, next) {
  const given = TraceId.safeParse(c.req.header('x-trace-id'));
  const traceId = given.success ? given.data : newTraceId();
  const logged: Record<string, string | number | boolean> = {};
  c.set('traceId', traceId);
  c.set('logged', logged);
  const startedMs = Date.now();
  await next();
  c.header('x-trace-id', traceId);
  c.header('x-content-type-options', 'nosniff');
  const status = c.res.status;
  log({
    level: status >= 500 ? 'error' : 'info',
    event: 'request',
    trace_id: traceId,
    method: c.req.method,
    path: c.req.path,
    status,
    ms: Date.now() - startedMs,
    ...logged,
  });
});
