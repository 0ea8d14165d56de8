import { gzipSync } from 'node:zlib';
import { type BuildManifest, Envelope } from '@roundgate/contract';
import { openEnvelope, type TrustEnvelope, verifyBuild } from '@roundgate/contract/trust';
import { studioBySigner, type TrustSnapshot } from '../domain/trust/register.ts';
import { ONCE } from './write-once.ts';

export const fileKey = (sha256: string): string => `files/${sha256}`;
/** The same bytes packed by gzip, where that makes them smaller; never believed more than the file itself. */
const packedKey = (sha256: string): string => `packed/${sha256}`;
export const buildKey = (digest: string): string => `builds/${digest}.json`;

/** Packing pays from this share on: pictures and sounds are packed already. */
const WORTH_IT = 0.9;

/** Lays the packed bytes of a file beside it: opaque bytes are packed by no network on their way. */
export async function storePacked(bucket: R2Bucket, sha256: string, raw: Uint8Array): Promise<void> {
  const packed = gzipSync(raw, { level: 9 });
  if (packed.length < raw.length * WORTH_IT) await bucket.put(packedKey(sha256), packed, ONCE);
}

/** A build whose signature, digest and shape hold. */
export interface VerifiedBuild {
  readonly manifest: BuildManifest;
  readonly digest: string;
}

/** Builds as they lie in R2: files by digest, envelopes by the digest of their payload. */
export interface BuildStore {
  /** The signed envelope, as it was published. */
  envelope(digest: string): Promise<R2ObjectBody | null>;
  file(sha256: string): Promise<R2ObjectBody | null>;
  /** The file packed by gzip; null where packing does not pay. */
  packed(sha256: string): Promise<R2ObjectBody | null>;
  /** A published build that a live key of its studio vouches for now; undefined when there is none. */
  verified(digest: string, trust: TrustSnapshot): Promise<VerifiedBuild | undefined>;
}

/** Reads builds from R2. An envelope never changes, so it is fetched once; who vouches for it is asked every time. */
export function createBuildStore(bucket: R2Bucket): BuildStore {
  const known = new Map<string, TrustEnvelope>();
  const read = async (digest: string): Promise<TrustEnvelope | undefined> => {
    const cached = known.get(digest);
    if (cached) return cached;
    const stored = await bucket.get(buildKey(digest));
    const parsed = stored && Envelope.safeParse(await stored.json());
    if (!parsed?.success) return undefined;
    if (known.size >= 200) known.clear();
    known.set(digest, parsed.data);
    return parsed.data;
  };
  return {
    envelope: (digest) => bucket.get(buildKey(digest)),
    file: (sha256) => bucket.get(fileKey(sha256)),
    packed: (sha256) => bucket.get(packedKey(sha256)),
    async verified(digest, trust) {
      const envelope = await read(digest);
      if (!envelope) return undefined;
      try {
        const studio = studioBySigner(trust, openEnvelope('build', envelope).signatures);
        if (!studio) return undefined;
        const build = await verifyBuild(envelope, studio, digest, trust.status.document.revoked_keys);
        return { manifest: build.document, digest };
      } catch {
        return undefined;
      }
    },
  };
}
