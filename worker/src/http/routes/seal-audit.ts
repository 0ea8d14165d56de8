import type { OPERATIONS } from '@roundgate/contract';
import { sealArchive } from '../../use-cases/seal-archive.ts';
import { sealTools } from '../audit-desk.ts';
import type { HandlerOf } from '../bind.ts';

/** Writes what waits and signs a manifest over it. */
export const sealAudit: HandlerOf<typeof OPERATIONS.sealAudit> = async (_, { env, config }) => {
  const { manifest, digest, made } = await sealArchive(sealTools(env, config));
  const events = manifest.shards.reduce((sum, shard) => sum + shard.events, 0);
  return { number: manifest.number, digest, events, made };
};
