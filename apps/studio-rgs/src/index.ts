import { OPERATIONS } from '@roundgate/contract';
import { sandboxed } from '@roundgate/sandbox';
import { ConfigError } from './config.ts';
import type { Env } from './env.ts';
import { createApp } from './http/app.ts';
import { problemResponse } from './http/error-response.ts';
import { consoleLog } from './http/log.ts';
import { createServices } from './services.ts';

export { SandboxDO } from '@roundgate/sandbox';
export { GrantShard } from './grants/grant-shard.ts';
export { SessionShard } from './sessions/session-shard.ts';
export { SpinShard } from './spins/spin-shard.ts';

type App = ReturnType<typeof createApp>;
const apps = new WeakMap<Env, App>();
const luckyApps = new WeakMap<Env, App>();

function appFor(env: Env, lucky = false): App {
  const built = lucky ? luckyApps : apps;
  const known = built.get(env);
  if (known) return known;
  const app = createApp(createServices(env, lucky));
  built.set(env, app);
  return app;
}

const CALLS = { [OPERATIONS.rgsSpin.path]: 'spin', [OPERATIONS.rgsVoid.path]: 'void' } as const;

/** The app, with faults on demand where there is a sandbox. */
function handlerFor(env: Env, ctx: ExecutionContext): (request: Request) => Promise<Response> {
  const handle = async (request: Request) => appFor(env).fetch(request, env, ctx);
  const { SANDBOX_SECRET: secret, SANDBOX: namespace } = env;
  const subjectOf = (body: Readonly<Record<string, unknown>>) => body.session_id;
  if (!secret) return handle;
  const lucky = async (request: Request) => appFor(env, true).fetch(request, env, ctx);
  return sandboxed({ namespace, secret, calls: CALLS, subjectOf, lucky }, handle);
}

export default {
  async fetch(request, env, ctx) {
    try {
      return await handlerFor(env, ctx)(request);
    } catch (fault) {
      if (!(fault instanceof ConfigError)) throw fault;
      consoleLog({ level: 'error', event: 'config_invalid', message: fault.message });
      return problemResponse('SERVICE_UNAVAILABLE', { detail: 'the server is not configured' });
    }
  },
} satisfies ExportedHandler<Env>;
