import { createHmac, hkdfSync } from 'node:crypto';

/** A server seed under its public name. The name is one-way: it tells nothing about the seed. */
export interface Seed {
  readonly id: string;
  readonly secret: string;
}

/** The seed that draws now, and those that drew before and are kept so that old spins can be drawn again. */
export interface SeedRing {
  readonly current: Seed;
  find(id: string): Seed | undefined;
}

/** Names a seed `seed-…`, or `sandbox-…` for a fixed one that makes every outcome foreseeable (spec T1). */
export function nameSeed(secret: string, kind: 'seed' | 'sandbox'): Seed {
  const digest = createHmac('sha256', secret).update('roundgate.seed-id/1').digest('hex');
  return { id: `${kind}-${digest.slice(0, 16)}`, secret };
}

/** A ring of one drawing seed and any number of retired ones. */
export function createSeedRing(current: Seed, retired: readonly Seed[]): SeedRing {
  const byId = new Map([...retired, current].map((seed) => [seed.id, seed]));
  return { current, find: (id) => byId.get(id) };
}

/** HKDF-SHA-256 (RFC 5869) of the seed; `purpose` separates keys, `context` is what this key is for. */
export const deriveKey = (seed: Seed, purpose: string, context: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', seed.secret, purpose, context, 32));
