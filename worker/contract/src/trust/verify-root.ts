import type { RootDocument, RootPins, TrustEnvelope } from './documents.ts';
import { type Believed, openEnvelope, readDocument, requireRole } from './envelope.ts';
import { TrustFault } from './fault.ts';

/** The longest chain that is walked: one rotation a month for five years. */
const MAX_ROOTS = 64;

/** A role that could never be met, or whose keys the document does not hold, would be a root that locks itself out. */
function refuseBrokenRoles({ keys, roles, version }: RootDocument): void {
  for (const [name, { keyids, threshold }] of Object.entries(roles)) {
    const known = new Set(keyids.filter((id) => Object.hasOwn(keys, id)));
    if (known.size !== keyids.length || threshold > known.size)
      throw new TrustFault('signature_invalid', `root v${version}: role ${name}`);
  }
}

async function nextRoot(
  envelope: TrustEnvelope,
  before: RootDocument | undefined,
  pins: RootPins,
): Promise<Believed<'root'>> {
  const signed = openEnvelope('root', envelope);
  const by = before
    ? { keys: before.keys, role: before.roles.root }
    : { keys: pins.keys, role: { keyids: Object.keys(pins.keys), threshold: pins.threshold } };
  await requireRole(before ? `root v${before.version + 1}` : 'root v1', signed, by.keys, by.role);
  const believed = await readDocument('root', signed);
  const { version, keys, roles } = believed.document;
  if (version !== (before?.version ?? 0) + 1)
    throw new TrustFault('trust_rolled_back', `root: gap before v${version}`);
  refuseBrokenRoles(believed.document);
  await requireRole(`root v${version} by itself`, signed, keys, roles.root);
  return believed;
}

/**
 * Walks the chain of roots from version 1, which the pinned keys vouch for; each next one is signed by its own root
 * role and by that before it, and is exactly one version on (TUF 5.3). Expiry is for the caller to judge: only the last
 * one has to be alive. Throws {@link TrustFault}.
 */
export async function verifyRoots(
  envelopes: readonly TrustEnvelope[] | undefined,
  pins: RootPins,
): Promise<Believed<'root'>> {
  if (!Array.isArray(envelopes) || envelopes.length === 0) throw new TrustFault('trust_missing', 'root');
  if (envelopes.length > MAX_ROOTS) throw new TrustFault('signature_invalid', 'root: length of the chain');
  let last: Believed<'root'> | undefined;
  for (const envelope of envelopes) last = await nextRoot(envelope, last?.document, pins);
  return last as Believed<'root'>;
}
