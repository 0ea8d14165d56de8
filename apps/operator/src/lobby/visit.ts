import type { SandboxDO } from '@roundgate/sandbox';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Config, Env } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';
import { ProblemError } from '../http/problem.ts';
import { parseBody, readBody } from '../http/read-body.ts';
import type { AccountDO } from '../wallet/account-do.ts';
import { Gateway } from './gateway.ts';
import { readPlayer } from './player-cookie.ts';

/** One request of the lobby page, and whose it is. */
export interface Visit {
  readonly playerId: string;
  readonly account: DurableObjectStub<AccountDO>;
  readonly gateway: Gateway;
  readonly walletKind: Config['walletKind'];
  /** Where faults are planned; undefined in production. */
  readonly sandbox:
    | { readonly faults: DurableObjectStub<SandboxDO>; readonly rgsApi: string; readonly secret: string }
    | undefined;
}

/**
 * What changes something must come from our own page: a header that no form can set and no other origin may, and, where
 * the browser says it, our own origin.
 */
function checkOwnPage(c: Context<AppEnv>): void {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const sameOrigin =
    (origin === undefined || origin === new URL(c.req.url).origin) &&
    (site === undefined || site === 'same-origin');
  if (!sameOrigin || c.req.header('x-lobby') !== '1')
    throw new ProblemError('FORBIDDEN', { detail: 'this is only for the lobby page' });
}

/** Who asks; 403 when the request does not come from our page, 401 when there is no valid cookie. */
export function visitOf(c: Context<AppEnv>, config: Config, env: Env): Visit {
  if (c.req.method !== 'GET') checkOwnPage(c);
  const playerId = readPlayer(c.req.header('cookie'), config.cookieSecret);
  if (!playerId) throw new ProblemError('UNAUTHENTICATED', { detail: 'open the lobby page first' });
  c.get('logged').player_id = playerId;
  return {
    playerId,
    account: env.ACCOUNTS.getByName(playerId),
    gateway: new Gateway(config, c.get('traceId')),
    walletKind: config.walletKind,
    sandbox: config.sandbox && { ...config.sandbox, faults: env.SANDBOX.getByName(playerId) },
  };
}

/** The checked body of a request that {@link visitOf} let through. */
export async function bodyOf<S extends z.ZodType>(c: Context<AppEnv>, schema: S): Promise<z.output<S>> {
  return parseBody(c.req.raw, await readBody(c.req.raw), schema);
}
