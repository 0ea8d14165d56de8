import type { OPERATIONS } from '@roundgate/contract';
import { buildKey, fileKey } from '../../adapters/builds.ts';
import { type BuildFault, verifyBuild } from '../../auth/build-signature.ts';
import type { HandlerOf } from '../bind.ts';
import type { RequestContext } from '../context.ts';
import { ProblemError } from '../error-response.ts';

function toProblemError(fault: BuildFault): ProblemError {
  if (fault.fault === 'digest') return new ProblemError('DIGEST_MISMATCH');
  if (fault.fault === 'manifest')
    return new ProblemError('VALIDATION_FAILED', { errors: fault.errors.slice(0, 20) });
  return new ProblemError('SIGNATURE_CHAIN_INVALID', { detail: fault.detail });
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

/** Publishes a build signed by the calling studio's own pinned key, once all its files are at the edge. */
export const publishBuild: HandlerOf<typeof OPERATIONS.publishBuild> = async (
  { params, body, partner },
  context,
) => {
  const { config, env } = context;
  const studio = config.studio(partner.id);
  const build = await verifyBuild(body, params.digest, studio?.signing_keys ?? []);
  if ('fault' in build) throw toProblemError(build);
  if (!studio?.game_ids.includes(build.manifest.game_id))
    throw new ProblemError('FORBIDDEN', { detail: 'this game is not one of the studio' });
  const missing = await missingFile(build.manifest.files, context);
  if (missing)
    throw new ProblemError('FILE_MISSING', {
      errors: [{ field: `files.${missing}`, message: 'is not at the edge with this digest and size' }],
    });
  const stored = await env.BUILDS.put(buildKey(params.digest), JSON.stringify(body), {
    onlyIf: new Headers({ 'if-none-match': '*' }),
  });
  return { build_hash: `sha256:${params.digest}`, already_there: stored === null };
};
