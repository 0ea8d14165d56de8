import { putBatch } from './adapters/audit-store.ts';
import { admitTo } from './adapters/campaigns.ts';
import { createJackpots } from './adapters/jackpots.ts';
import { createReportStore } from './adapters/report-store.ts';
import { replayV1 } from './adapters/rgs/replay-v1.ts';
import { rgsV1 } from './adapters/rgs/rgs-v1.ts';
import { awardsV1 } from './adapters/wallet/awards-v1.ts';
import { walletFor } from './adapters/wallet/dialects.ts';
import { transfersV1 } from './adapters/wallet/transfers-v1.ts';
import { createSigner } from './auth/signer.ts';
import type { Config, Env } from './config.ts';
import type { ReplayPort, RgsPort, TransferPort, WalletPort } from './domain/ports.ts';
import { DEFAULT_BUDGETS, type RoundPolicy } from './domain/rounds/policy.ts';
import type { FlushTargets } from './use-cases/flush-shard.ts';

/** How long one call to a partner may take before its answer counts as unknown. */
const CALL_TIMEOUT_MS = 4_000;

/** The partners of one Worker, ready to be called. */
export interface Services {
  rgsOf(gameId: string): RgsPort;
  replayOf(gameId: string): ReplayPort;
  walletOf(operatorId: string): WalletPort;
  transfersOf(operatorId: string): TransferPort;
  awardsOf(operatorId: string, tournamentId: string): TransferPort;
  policyOf(operatorId: string): RoundPolicy;
}

/** Thrown when a stored round names a partner that the configuration no longer knows; the round waits for it. */
export class PartnerUnknownError extends Error {}

/** Builds the adapters; the only place that knows which dialect a partner speaks. */
export function createServices(config: Config, now: () => number): Services {
  const endpoint = (upstream: { base_url: string; key_id: string }) => ({
    baseUrl: upstream.base_url,
    keyId: upstream.key_id,
    secret: config.secret(upstream.key_id),
    timeoutMs: CALL_TIMEOUT_MS,
    now,
  });
  const gameServer = (gameId: string) => {
    const studio = config.studioOfGame(gameId);
    if (!studio) throw new PartnerUnknownError(`no studio serves ${gameId}`);
    return endpoint(studio.rgs);
  };
  const operatorOf = (operatorId: string) => {
    const operator = config.operator(operatorId);
    if (!operator) throw new PartnerUnknownError(`operator ${operatorId} is not configured`);
    return operator;
  };
  const walletEndpoint = (operatorId: string) => endpoint(operatorOf(operatorId).wallet);
  return {
    rgsOf: (gameId) => rgsV1(gameServer(gameId)),
    replayOf: (gameId) => replayV1(gameServer(gameId)),
    walletOf: (operatorId) => walletFor(walletEndpoint(operatorId), operatorOf(operatorId).wallet.capability),
    transfersOf: (operatorId) => transfersV1(walletEndpoint(operatorId)),
    awardsOf: (operatorId, tournamentId) => awardsV1(walletEndpoint(operatorId), tournamentId),
    policyOf: (operatorId) => ({ ...DEFAULT_BUDGETS, wallet: config.walletOf(operatorId) }),
  };
}

/** The pools as a player's object reaches them. */
export const createPools = (env: Env, now: () => number) => createJackpots(env, now);

/** The key of the audit, for objects that sign what the ledger can prove. */
export const createAuditSigner = ({ auditKey }: Config) => createSigner(auditKey);

/** The tournaments as a player's object reaches them. */
export { createTournaments } from './adapters/tournaments.ts';

/** The campaigns as a player's object reaches them. */
export const createAdmission = (env: Env) => admitTo(env);

/** Where a ledger shard brings what it holds: the write-once store and the reports' database. */
export function createLedgerTargets(env: Env, shard: string): Omit<FlushTargets, 'transaction'> {
  const reports = createReportStore(env.REPORTS);
  return {
    putOnce: (key, body) => putBatch(env.AUDIT, key, body),
    putRollups: (rows) => reports.putRollups(shard, rows),
    putHeld: (rows) => reports.putHeld(shard, rows),
  };
}
