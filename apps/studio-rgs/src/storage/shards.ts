import { createHash } from 'node:crypto';

/** How many objects share the spins, and how many the sessions. Never change it: keys would move. */
export const SHARD_COUNT = 32;

/** The name of the object that holds `key`. */
export function shardName(key: string): string {
  return `shard-${(createHash('sha256').update(key).digest()[0] ?? 0) % SHARD_COUNT}`;
}
