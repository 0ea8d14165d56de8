import { ConfigError } from './config.ts';
import type { Env } from './env.ts';
import { createApp } from './http/app.ts';
import { problemResponse } from './http/error-response.ts';
import { consoleLog } from './http/log.ts';
import { createServices } from './services.ts';

export { SessionShard } from './sessions/session-shard.ts';
export { SpinShard } from './spins/spin-shard.ts';

const apps = new WeakMap<Env, ReturnType<typeof createApp>>();

function appFor(env: Env): ReturnType<typeof createApp> {
  const known = apps.get(env);
  if (known) return known;
  const app = createApp(createServices(env));
  apps.set(env, app);
  return app;
}

export default {
  async fetch(request, env, ctx) {
    try {
      return await appFor(env).fetch(request, env, ctx);
    } catch (fault) {
      if (!(fault instanceof ConfigError)) throw fault;
      consoleLog({ level: 'error', event: 'config_invalid', message: fault.message });
      return problemResponse('SERVICE_UNAVAILABLE', { detail: 'the server is not configured' });
    }
  },
} satisfies ExportedHandler<Env>;
