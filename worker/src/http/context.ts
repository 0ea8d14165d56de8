import { shardOf } from '@roundgate/contract/audit';
import type { DocumentSigner } from '@roundgate/contract/trust/sign';
import type { BuildStore } from '../adapters/builds.ts';
import type { Matrix } from '../adapters/matrix.ts';
import type { Releases } from '../adapters/releases.ts';
import type { DemoGrants } from '../auth/demo-grants.ts';
import type { ReplayGrants } from '../auth/replay-grants.ts';
import type { TableTickets } from '../auth/table-tickets.ts';
import type { TokenSubject, Tokens } from '../auth/tokens.ts';
import type { Config, Env, Partner } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Services } from '../services.ts';
import { sha256Hex } from '../sha256.ts';
import type { TrustRegister } from '../use-cases/trust-register.ts';

/** What lives as long as the isolate. */
export interface Surroundings {
  readonly env: Env;
  readonly config: Config;
  readonly services: Services;
  readonly tokens: Tokens;
  readonly demoGrants: DemoGrants;
  readonly replayGrants: ReplayGrants;
  readonly tableTickets: TableTickets;
  /** The online key: it signs what is current, and receipts. */
  readonly onlineSigner: () => Promise<DocumentSigner>;
  readonly matrix: Matrix;
  readonly releases: Releases;
  readonly builds: BuildStore;
  readonly trust: TrustRegister;
  readonly log: Logger;
}

/** What holds for one request. */
export interface RequestContext extends Surroundings {
  readonly traceId: string;
  readonly nowMs: number;
  readonly request: Request;
}

/** A caller whose credentials were checked. */
export interface Caller {
  readonly partner: Partner;
  readonly player: TokenSubject;
}

/** The object of one player. */
export const playerObject = (env: Env, operatorId: string, playerId: string) =>
  env.PLAYER.getByName(`${operatorId}/${playerId}`);

/** The object of one jackpot meter. */
export const jackpotObject = (env: Env, jackpotId: string) => env.JACKPOT.getByName(jackpotId);

/** The object of one campaign of an operator. */
export const campaignObject = (env: Env, operatorId: string, campaignId: string) =>
  env.CAMPAIGN.getByName(`${operatorId}/${campaignId}`);

/** A ledger shard by its name. */
export const shardStub = (env: Env, shard: string) => env.LEDGER.getByName(shard);

/** The ledger shard that holds a source. */
export const shardObject = (env: Env, source: string) => shardStub(env, shardOf(sha256Hex, source));
