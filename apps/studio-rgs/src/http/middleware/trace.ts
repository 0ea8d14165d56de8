import { TraceId } from '@roundgate/contract';
import { createMiddleware } from 'hono/factory';
import type { Services } from '../../services.ts';
import type { AppEnv } from '../context.ts';

const newTraceId = (): string => crypto.randomUUID().replaceAll('-', '');

/** Takes the gateway's trace id (or makes one), gives it back, and writes one line per request (spec E2). */
export const trace = (services: Services) =>
  createMiddleware<AppEnv>(async function traceRequest(c, next) {
    const given = TraceId.safeParse(c.req.header('x-trace-id'));
    const traceId = given.success ? given.data : newTraceId();
    c.set('traceId', traceId);
    c.set('services', services);
    c.set('logged', {});
    const startedMs = services.clock();
    await next();
    c.header('x-trace-id', traceId);
    const status = c.res.status;
    services.log({
      level: status >= 500 ? 'error' : 'info',
      event: 'request',
      trace_id: traceId,
      method: c.req.method,
      path: c.req.path,
      status,
      ms: services.clock() - startedMs,
      ...c.get('logged'),
    });
  });
