import { OPERATIONS } from '@roundgate/contract';
import { sandboxed } from '@roundgate/sandbox';
import { createApp } from './app.ts';
import { ConfigError, type Env } from './config.ts';
import { log } from './http/log.ts';
import { problemResponse } from './http/problem.ts';

export { SandboxDO } from '@roundgate/sandbox';
export { AccountDO } from './wallet/account-do.ts';

const apps = new WeakMap<Env, ReturnType<typeof createApp>>();

function appFor(env: Env): ReturnType<typeof createApp> {
  const known = apps.get(env);
  if (known) return known;
  const app = createApp(env);
  apps.set(env, app);
  return app;
}

const { walletDebit, walletCredit, walletRollback, walletStatus, walletBalance } = OPERATIONS;
const CALLS = {
  [walletDebit.path]: 'debit',
  [walletCredit.path]: 'credit',
  [walletRollback.path]: 'rollback',
  [walletStatus.path]: 'status',
  [walletBalance.path]: 'balance',
} as const;

/** The app, with faults on demand where there is a sandbox. */
function handlerFor(env: Env, ctx: ExecutionContext): (request: Request) => Promise<Response> {
  const handle = async (request: Request) => appFor(env).fetch(request, env, ctx);
  const { SANDBOX_SECRET: secret, SANDBOX: namespace } = env;
  const subjectOf = (body: Readonly<Record<string, unknown>>) => body.player_id;
  return secret ? sandboxed({ namespace, secret, calls: CALLS, subjectOf }, handle) : handle;
}

export default {
  async fetch(request, env, ctx): Promise<Response> {
    try {
      return await handlerFor(env, ctx)(request);
    } catch (fault) {
      if (!(fault instanceof ConfigError)) throw fault;
      log({ level: 'error', event: 'config_invalid', message: fault.message });
      return problemResponse('SERVICE_UNAVAILABLE', { detail: 'the server is not configured' });
    }
  },
} satisfies ExportedHandler<Env>;
