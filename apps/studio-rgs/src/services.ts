import type { JackpotOffer, JackpotTrigger } from '@roundgate/contract';
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
  /** The meters that a spin is drawn with, of those that it was offered. */
  readonly offered: (offers: readonly JackpotOffer[]) => JackpotOffer[];
}

/** Hits for certain: only a sandbox draws with it. It is stored with the spin, so that the spin is drawn again as it was. */
const CERTAIN: JackpotTrigger = { kind: 'random', one_in_minor: 1 };

/** Builds the services from the bindings; `lucky` ones hit every meter. Throws `ConfigError`. */
export function createServices(env: Env, lucky = false): Services {
  const config = readConfig(env);
  return {
    config,
    sessions: new SessionDirectory(env.SESSIONS),
    grants: new GrantDirectory(env.GRANTS),
    spins: new SpinDirectory(env.SPINS),
    tokens: createGatewayTokens(config),
    log: consoleLog,
    clock: Date.now,
    offered: (offers) => offers.map((offer) => (lucky ? { ...offer, trigger: CERTAIN } : offer)),
  };
}
