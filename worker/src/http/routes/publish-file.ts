import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { OPERATIONS } from '@roundgate/contract';
import { fileKey, packedKey } from '../../adapters/builds.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Packing pays from this share on: pictures and sounds are packed already. */
const WORTH_IT = 0.9;

/** Lays the packed bytes beside the file: opaque bytes are packed by no network on their way. */
async function storePacked(sha256: string, raw: Uint8Array, bucket: R2Bucket): Promise<void> {
  const packed = gzipSync(raw, { level: 9 });
  if (packed.length < raw.length * WORTH_IT) await bucket.put(packedKey(sha256), packed);
}

/** Stores a file under its own digest, once: hashed here, so that a wrong name never becomes visible. */
export const publishFile: HandlerOf<typeof OPERATIONS.publishFile> = async ({ params, raw }, { env }) => {
  const { sha256 } = params;
  if (createHash('sha256').update(raw).digest('hex') !== sha256) throw new ProblemError('DIGEST_MISMATCH');
  // First, so that a file that is there is there in both forms.
  await storePacked(sha256, raw, env.BUILDS);
  const stored = await env.BUILDS.put(fileKey(sha256), raw, {
    onlyIf: new Headers({ 'if-none-match': '*' }),
  });
  return { sha256, size: raw.length, already_there: stored === null };
};
