import { BuildManifest, type Envelope, type OPERATIONS, readAs, toTimestamp } from '@roundgate/contract';
import {
  fromBase64,
  openEnvelope,
  type StudioDocument,
  signersOf,
  TrustFault,
  verifyBuild,
} from '@roundgate/contract/trust';
import { buildKey, fileKey } from '../../adapters/builds.ts';
import { ONCE } from '../../adapters/write-once.ts';
import type { Build } from '../../domain/releases/release.ts';
import { enterBuild } from '../../use-cases/enter-build.ts';
import type { HandlerOf } from '../bind.ts';
import type { RequestContext } from '../context.ts';
import { ProblemError } from '../error-response.ts';

/** The fields that are wrong, in words for the studio; the verifier itself only says that the shape is wrong. */
function contentProblem({ payload }: Envelope): ProblemError | undefined {
  try {
    const read = readAs(BuildManifest, JSON.parse(new TextDecoder().decode(fromBase64(payload))));
    if (read.success) return undefined;
    return new ProblemError('VALIDATION_FAILED', { errors: read.errors.slice(0, 20) });
  } catch {
    return new ProblemError('VALIDATION_FAILED', { errors: [{ field: 'payload', message: 'is not JSON' }] });
  }
}

/** A build that holds, and the key that vouches for it. */
interface SignedBuild {
  readonly manifest: BuildManifest;
  readonly keyid: string;
}

/** Checks a build as a loader does: by the live keys of its studio's signed document. Throws a {@link ProblemError}. */
async function believedBuild(
  envelope: Envelope,
  digest: string,
  studio: StudioDocument | undefined,
  revokedKeys: readonly string[],
): Promise<SignedBuild> {
  if (!studio)
    throw new ProblemError('SIGNATURE_CHAIN_INVALID', {
      detail: 'no signed document of this studio was published',
    });
  try {
    const { document: manifest } = await verifyBuild(envelope, studio, digest, revokedKeys);
    const live = Object.keys(studio.keys).filter((id) => !revokedKeys.includes(id));
    const [keyid = ''] = await signersOf(openEnvelope('build', envelope), studio.keys, live);
    return { manifest, keyid };
  } catch (error) {
    if (!(error instanceof TrustFault)) throw error;
    if (error.code === 'build_mismatch') throw new ProblemError('DIGEST_MISMATCH');
    const isSigned = !error.what.endsWith('signed it') && !error.what.includes('studio');
    throw (
      (isSigned && contentProblem(envelope)) ||
      new ProblemError('SIGNATURE_CHAIN_INVALID', { detail: error.what })
    );
  }
}

/** A stored file must be there with the size that the manifest tells; its bytes were hashed when it came. */
async function missingFile(
  files: Readonly<Record<string, { sha256: string; size: number }>>,
  { env }: RequestContext,
): Promise<string | undefined> {
  const heads = await Promise.all(
    Object.entries(files).map(async ([path, file]) => ({
      path,
      file,
      head: await env.BUILDS.head(fileKey(file.sha256)),
    })),
  );
  return heads.find(({ file, head }) => head?.size !== file.size)?.path;
}

/** A build as the register keeps it. */
const entryOf = (
  { manifest, keyid }: SignedBuild,
  digest: string,
  nowMs: number,
): Omit<Build, 'revoked'> => ({
  build_hash: `sha256:${digest}`,
  studio_id: manifest.studio_id,
  game_id: manifest.game_id,
  rtp_profile: manifest.maths.rtp_profile,
  version: manifest.version,
  seq: manifest.seq,
  model_hash: manifest.maths.model_hash,
  mechanics_version: manifest.maths.mechanics_version,
  keyid,
  published_at: toTimestamp(nowMs),
});

/** Publishes a build signed by a live key of the calling studio, once all its files are at the edge. */
export const publishBuild: HandlerOf<typeof OPERATIONS.publishBuild> = async (
  { params, body, partner },
  context,
) => {
  const { config, env, trust, releases, nowMs } = context;
  const { studios, status } = await trust.snapshot(nowMs);
  const studio = studios.get(partner.id)?.document;
  const build = await believedBuild(body, params.digest, studio, status.document.revoked_keys);
  const { manifest } = build;
  if (!config.studio(partner.id)?.game_ids.includes(manifest.game_id))
    throw new ProblemError('FORBIDDEN', { detail: 'this game is not one of the studio' });
  if (await releases.isKeyRevoked(build.keyid))
    throw new ProblemError('BUILD_REVOKED', { detail: `the signing key ${build.keyid} was revoked` });
  const missing = await missingFile(manifest.files, context);
  if (missing)
    throw new ProblemError('FILE_MISSING', {
      errors: [{ field: `files.${missing}`, message: 'is not at the edge with this digest and size' }],
    });
  const stored = await env.BUILDS.put(buildKey(params.digest), JSON.stringify(body), ONCE);
  // After the build itself: a run that is cut between the two is completed by its repeat.
  await enterBuild(releases, entryOf(build, params.digest, nowMs), partner.keyId, nowMs);
  return { build_hash: `sha256:${params.digest}`, already_there: stored === null };
};
