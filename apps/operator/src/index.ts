import { createApp } from './app.ts';
import { ConfigError, type Env } from './config.ts';
import { log } from './http/log.ts';
import { problemResponse } from './http/problem.ts';

export { AccountDO } from './wallet/account-do.ts';

const apps = new WeakMap<Env, ReturnType<typeof createApp>>();

function appFor(env: Env): ReturnType<typeof createApp> {
  const known = apps.get(env);
  if (known) return known;
  const app = createApp(env);
  apps.set(env, app);
  return app;
}

export default {
  async fetch(request, env, ctx): Promise<Response> {
    try {
      return await appFor(env).fetch(request, env, ctx);
    } catch (fault) {
      if (!(fault instanceof ConfigError)) throw fault;
      log({ level: 'error', event: 'config_invalid', message: fault.message });
      return problemResponse('SERVICE_UNAVAILABLE', { detail: 'the server is not configured' });
    }
  },
} satisfies ExportedHandler<Env>;
