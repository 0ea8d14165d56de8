import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import type { RequestContext } from '../context.ts';
import { ProblemError } from '../error-response.ts';

/** The studios that a signing key belongs to: by their signed documents, or by what it signed before it was replaced. */
async function ownersOf(
  keyid: string,
  { trust, releases, nowMs }: RequestContext,
): Promise<ReadonlySet<string>> {
  const [{ studios }, signed] = await Promise.all([trust.snapshot(nowMs), releases.signersOf(keyid)]);
  const held = [...studios].filter(([, { document }]) => Object.hasOwn(document.keys, keyid));
  return new Set([...held.map(([studioId]) => studioId), ...signed]);
}

/** Revokes a signing key, and so every build that it signed; nothing that it signs is published any more. */
export const revokeKey: HandlerOf<typeof OPERATIONS.revokeKey> = async (
  { params: { keyid }, body: { reason }, partner },
  context,
) => {
  const owners = await ownersOf(keyid, context);
  if (owners.size === 0) throw new ProblemError('SIGNING_KEY_NOT_FOUND');
  if (partner.kind === 'studio' && !owners.has(partner.id))
    throw new ProblemError('FORBIDDEN', { detail: 'this is not a key of this studio' });
  const at = toTimestamp(context.nowMs);
  const event = { at, by: partner.keyId, act: 'revoke_key', keyid, reason, detail: '' } as const;
  const stands = await context.releases.revoke('key', keyid, event);
  return {
    keyid,
    reason: stands.reason,
    revoked_at: stands.at,
    revoked_by: stands.by,
    already_there: stands.already,
  };
};
