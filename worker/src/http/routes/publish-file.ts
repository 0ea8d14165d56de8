import { createHash } from 'node:crypto';
import type { OPERATIONS } from '@roundgate/contract';
import { fileKey, storePacked } from '../../adapters/builds.ts';
import { ONCE } from '../../adapters/write-once.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Stores a file under its own digest, once: hashed here, so that a wrong name never becomes visible. */
export const publishFile: HandlerOf<typeof OPERATIONS.publishFile> = async ({ params, raw }, { env }) => {
  const { sha256 } = params;
  if (createHash('sha256').update(raw).digest('hex') !== sha256) throw new ProblemError('DIGEST_MISMATCH');
  // First, so that a file that is there is there in both forms.
  await storePacked(env.BUILDS, sha256, raw);
  const stored = await env.BUILDS.put(fileKey(sha256), raw, ONCE);
  return { sha256, size: raw.length, already_there: stored === null };
};
