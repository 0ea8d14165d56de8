import type { RootDocument, StudioDocument, TrustEnvelope } from './documents.ts';
import { type Believed, openEnvelope, readDocument, requireRole, signersOf } from './envelope.ts';
import { TrustFault } from './fault.ts';
import { own } from './shape.ts';

/** Who signs a kind of document that the root names a role for. */
const ROLE_OF = { studio: 'registrar', permit: 'compliance', status: 'status' } as const;
type RoleSigned = keyof typeof ROLE_OF;

/** A studio, permit or status document that the root's role for it vouches for. Throws {@link TrustFault}. */
export async function verifyRoleSigned<K extends RoleSigned>(
  kind: K,
  envelope: TrustEnvelope | undefined,
  root: RootDocument,
): Promise<Believed<K>> {
  const signed = openEnvelope(kind, envelope);
  await requireRole(kind, signed, root.keys, root.roles[ROLE_OF[kind]]);
  return readDocument(kind, signed);
}

/**
 * A build that a live key of its studio signed: digest, studio, prefix and file types as the studio document allows,
 * and sound in itself. Throws {@link TrustFault}.
 */
export async function verifyBuild(
  envelope: TrustEnvelope | undefined,
  studio: StudioDocument,
  digest: string,
  revokedKeys: readonly string[] = [],
): Promise<Believed<'build'>> {
  const signed = openEnvelope('build', envelope);
  const keyids = Object.keys(studio.keys).filter((id) => !revokedKeys.includes(id));
  if ((await signersOf(signed, studio.keys, keyids)).length === 0)
    throw new TrustFault('signature_invalid', 'build: no live key of the studio signed it');
  const build = await readDocument('build', signed);
  if (build.digest !== digest) throw new TrustFault('build_mismatch', 'build: digest of the manifest');
  const fault = buildFault(build.document, studio);
  if (fault) throw new TrustFault('signature_invalid', `build: ${fault}`);
  return build;
}

/** What is wrong with a build in itself or for its studio, or undefined. */
function buildFault(build: Believed<'build'>['document'], studio: StudioDocument): string | undefined {
  const { files, entry, maths, stakes } = build;
  const code = own(files, entry);
  if (build.studio_id !== studio.studio_id) return 'another studio';
  if (!build.game_id.startsWith(studio.game_prefix)) return 'game outside the prefix of the studio';
  if (Object.values(files).some(({ type }) => !studio.file_types.includes(type))) return 'type of a file';
  if (code?.role !== 'entry' || code.type !== 'text/javascript') return 'entry';
  if (`sha256:${own(files, maths.model_path)?.sha256}` !== maths.model_hash) return 'maths.model_hash';
  const demos = Object.values(files).filter(({ role }) => role === 'demo');
  if (demos.length > 1 || demos.some(({ type }) => type !== 'application/json')) return 'demo';
  return stakes.levels_minor.includes(stakes.default_minor) ? undefined : 'stakes.default_minor';
}

/** Refuses a document that is not alive at `nowMs`. */
export function requireAlive(what: string, { expires_at }: { expires_at: string }, nowMs: number): void {
  if (Date.parse(expires_at) <= nowMs) throw new TrustFault('trust_expired', what);
}
