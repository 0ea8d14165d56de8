import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** A server seed under its public name. The name is one-way: it tells nothing about the seed. */
export interface Seed {
  readonly id: string;
  readonly secret: string;
}

/** What the public may know of a seed: `committed` and `drawing` ones by their commitment, `retired` ones altogether. */
export type SeedStatus = 'committed' | 'drawing' | 'retired';

/** The seed that draws now, and those that drew before and are kept so that old spins can be drawn again. */
export interface SeedRing {
  readonly current: Seed;
  readonly all: readonly { readonly seed: Seed; readonly status: SeedStatus }[];
  find(id: string): Seed | undefined;
}

/** Names a seed `seed-…`, or `sandbox-…` for a fixed one that makes every outcome foreseeable (spec T1). */
export function nameSeed(secret: string, kind: 'seed' | 'sandbox'): Seed {
  const digest = createHmac('sha256', secret).update('roundgate.seed-id/1').digest('hex');
  return { id: `${kind}-${digest.slice(0, 16)}`, secret };
}

/** A ring of one drawing seed, of others that are still secret, and of retired ones. */
export function createSeedRing(
  current: Seed,
  retired: readonly Seed[],
  committed: readonly Seed[] = [],
): SeedRing {
  const all = [
    { seed: current, status: 'drawing' as const },
    ...committed.map((seed) => ({ seed, status: 'committed' as const })),
    ...retired.map((seed) => ({ seed, status: 'retired' as const })),
  ];
  const byId = new Map([...all].reverse().map(({ seed }) => [seed.id, seed]));
  return { current, all, find: (id) => byId.get(id) };
}

const DRAWS = 'roundgate.rng/1';

const hmac = (key: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  new Uint8Array(parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest());

/**
 * What all draws of a seed come from: HKDF-extract of the seed under the purpose of drawing. It can be made public when
 * the seed is retired: it leads neither back to the seed nor to the seals of the rows, which have another purpose.
 */
export const drawRoot = (seed: Seed): Uint8Array => hmac(DRAWS, seed.secret);

/** The promise that is published before a seed draws: `sha256:` and the digest of its draw root. */
export const seedCommitment = (seed: Seed): string =>
  `sha256:${createHash('sha256').update(drawRoot(seed)).digest('hex')}`;

/** The key of one round: HKDF-expand of a draw root with the nonce, one block of RFC 5869. */
export const roundKey = (root: Uint8Array, nonce: string | Uint8Array): Uint8Array =>
  hmac(root, nonce, Uint8Array.of(1));

/** HKDF-SHA-256 (RFC 5869) of the seed; `purpose` separates keys, `context` is what this key is for. */
export const deriveKey = (seed: Seed, purpose: string, context: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', seed.secret, purpose, context, 32));
