import type { Context, Hono } from 'hono';
import type { Config } from '../config.ts';
import type { AppEnv } from './bind.ts';

/** How long a browser may remember the answer, in seconds; Chromium remembers for two hours at the most. */
const REMEMBER_S = 7_200;

const isOperatorPage = (origin: string, { operators }: Config): boolean =>
  operators.some(({ origins }) => origins.includes(origin));

const preflight = (origin: string): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': String(REMEMBER_S),
      vary: 'origin',
    },
  });

/**
 * Lets the loader of pinned mode, which runs on the operator's own page, call the gateway from there: registered origins
 * only. A token in a header is the only credential, so an origin by itself opens nothing.
 */
export function allowOperatorPages(app: Hono<AppEnv>): void {
  app.use('/v1/*', async function operatorPage(c: Context<AppEnv>, next) {
    const origin = c.req.header('origin') ?? '';
    if (!isOperatorPage(origin, c.get('context').config)) return next();
    if (c.req.method === 'OPTIONS') return preflight(origin);
    await next();
    // An answer that carries a web socket has headers that cannot be changed, and needs none.
    if (c.res.status === 101) return;
    c.header('access-control-allow-origin', origin);
    c.header('access-control-expose-headers', 'x-trace-id');
    c.header('vary', 'origin', { append: true });
  });
}
