import { toTimestamp } from '@roundgate/contract';
import { coverOf } from '../domain/releases/hotfix.ts';
import type { Build, ReleaseStore } from '../domain/releases/release.ts';

/**
 * Enters a published build in the register. A hotfix without maths change inherits its certificates here, so that the
 * next permits hold it before it goes live (spec M4).
 */
export async function enterBuild(
  store: ReleaseStore,
  build: Omit<Build, 'revoked'>,
  keyId: string,
  nowMs: number,
): Promise<void> {
  await store.enter(build, keyId);
  const certificates = await store.certificatesWithMaths(build.game_id, build.rtp_profile);
  const cover = coverOf({ ...build, revoked: null }, certificates, nowMs);
  if (cover.kind === 'refused' || cover.inherit.length === 0) return;
  const { build_hash, game_id, rtp_profile } = build;
  const event = {
    at: toTimestamp(nowMs),
    by: keyId,
    act: 'inherit',
    game_id,
    rtp_profile,
    build_hash,
  } as const;
  await store.inherit(cover.inherit, { ...event, reason: 'published', detail: '' });
}
