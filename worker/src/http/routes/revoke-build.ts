import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { ownBuild } from '../register-access.ts';

/** Revokes a build: the next session and, within 5 s, the next round of a running one are refused. */
export const revokeBuild: HandlerOf<typeof OPERATIONS.revokeBuild> = async (
  { params, body: { reason }, partner },
  context,
) => {
  const { build_hash, game_id, rtp_profile } = await ownBuild(params.digest, partner, context);
  const at = toTimestamp(context.nowMs);
  const event = { at, by: partner.keyId, act: 'revoke_build', game_id, rtp_profile, build_hash } as const;
  const stands = await context.releases.revoke('build', build_hash, { ...event, reason, detail: '' });
  return {
    build_hash,
    reason: stands.reason,
    revoked_at: stands.at,
    revoked_by: stands.by,
    already_there: stands.already,
  };
};
