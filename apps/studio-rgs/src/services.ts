import { createGatewayTokens, type GatewayTokens } from './auth/gateway-tokens.ts';
import { type Config, readConfig } from './config.ts';
import type { Env } from './env.ts';
import { GrantDirectory } from './grants/grant-directory.ts';
import { consoleLog, type Log } from './http/log.ts';
import { SessionDirectory } from './sessions/session-directory.ts';
import { SpinDirectory } from './spins/spin-directory.ts';

/** Everything a route may use. */
export interface Services {
  readonly config: Config;
  readonly sessions: SessionDirectory;
  readonly spins: SpinDirectory;
  readonly grants: GrantDirectory;
  readonly tokens: GatewayTokens;
  readonly log: Log;
  /** UTC milliseconds. */
  readonly clock: () => number;
}

/** Builds the services from the bindings. Throws `ConfigError`. */
export function createServices(env: Env): Services {
  const config = readConfig(env);
  return {
    config,
    sessions: new SessionDirectory(env.SESSIONS),
    grants: new GrantDirectory(env.GRANTS),
    spins: new SpinDirectory(env.SPINS),
    tokens: createGatewayTokens(config),
    log: consoleLog,
    clock: Date.now,
  };
}
