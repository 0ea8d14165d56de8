import { Envelope } from '@roundgate/contract';
import { type VerifiedBuild, verifyBuild } from '../auth/build-signature.ts';
import type { Config } from '../config.ts';

export const fileKey = (sha256: string): string => `files/${sha256}`;
export const buildKey = (digest: string): string => `builds/${digest}.json`;

/** Builds as they lie in R2: files by digest, envelopes by the digest of their payload. */
export interface BuildStore {
  /** The signed envelope, as it was published. */
  envelope(digest: string): Promise<R2ObjectBody | null>;
  file(sha256: string): Promise<R2ObjectBody | null>;
  /** A published build, checked again; undefined when there is none that holds. */
  verified(digest: string): Promise<VerifiedBuild | undefined>;
}

/** Reads builds from R2; what was verified once in this isolate is kept, because its name is its content. */
export function createBuildStore(bucket: R2Bucket, config: Config): BuildStore {
  const known = new Map<string, VerifiedBuild>();
  return {
    envelope: (digest) => bucket.get(buildKey(digest)),
    file: (sha256) => bucket.get(fileKey(sha256)),
    async verified(digest) {
      const cached = known.get(digest);
      if (cached) return cached;
      const stored = await bucket.get(buildKey(digest));
      const parsed = stored && Envelope.safeParse(await stored.json());
      if (!parsed?.success) return undefined;
      const build = await verifyBuild(parsed.data, digest, config.pinnedKeys);
      if ('fault' in build) return undefined;
      if (known.size >= 200) known.clear();
      known.set(digest, build);
      return build;
    },
  };
}
