import { Hono } from 'hono';
import { type Env, readConfig } from './config.ts';
import { dialectRoutes } from './dialects/routes.ts';
import type { AppEnv } from './http/app-env.ts';
import { onError } from './http/on-error.ts';
import { ProblemError } from './http/problem.ts';
import { trace } from './http/trace.ts';
import { lobbyRoutes } from './lobby/routes.ts';
import { walletRoutes } from './wallet/routes.ts';

/** The files of `page/` that a browser may have. */
const PAGE_FILES = [
  '/lobby.js',
  '/lobby-view.js',
  '/lobby-api.js',
  '/lobby-sandbox.js',
  '/lobby-table.js',
  '/lobby.css',
  '/lantern.svg',
];

/** Wallet, lobby and the lobby's files. Throws `ConfigError`. */
export function createApp(env: Env): Hono<AppEnv> {
  const config = readConfig(env);
  const app = new Hono<AppEnv>();
  app.use(trace);
  app.onError(onError);
  app.notFound(() => {
    throw new ProblemError('NOT_FOUND');
  });
  app.get('/healthz', (c) => c.json({ status: 'ok', operator_id: config.operatorId }));
  for (const path of PAGE_FILES)
    app.get(path, async (c) => {
      const file = await env.ASSETS.fetch(c.req.raw);
      return new Response(file.body, file);
    });
  app.route('/wallet/v1', walletRoutes(config, env));
  app.route('/dialects', dialectRoutes(config, env));
  app.route('/', lobbyRoutes(config, env));
  return app;
}
