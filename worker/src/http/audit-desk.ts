import { SHARDS } from '@roundgate/contract/audit';
import { newestManifest, putManifest } from '../adapters/audit-store.ts';
import { createSigner } from '../auth/signer.ts';
import type { Config, Env } from '../config.ts';
import { sha256Hex } from '../sha256.ts';
import type { SealTools } from '../use-cases/seal-archive.ts';
import { shardStub } from './context.ts';

/** What sealing needs, of this Worker. */
export const sealTools = (env: Env, config: Config): SealTools => ({
  shards: () => Promise.all(SHARDS.map((shard) => shardStub(env, shard).seal())),
  newest: () => newestManifest(env.AUDIT),
  put: (number, envelope) => putManifest(env.AUDIT, number, envelope),
  signer: () => createSigner(config.auditKey),
  sha256: sha256Hex,
  now: Date.now,
});
