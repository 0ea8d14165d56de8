import { type Release, toTimestamp } from '@roundgate/contract';
import { withoutCanary } from '../domain/releases/change.ts';
import { haltDetail, isHaltDue } from '../domain/releases/halt.ts';
import type { CanaryStore, NewEvent } from '../domain/releases/release.ts';

const haltEvent = (release: Release, detail: string, nowMs: number): NewEvent => ({
  at: toTimestamp(nowMs),
  by: 'roundgate',
  act: 'halt',
  game_id: release.game_id,
  rtp_profile: release.rtp_profile,
  build_hash: release.canary?.build_hash ?? null,
  reason: 'more failed sessions than the stable build',
  detail,
});

/** Counts a failed session, and stops its canary when the rule says so. True when the session was counted now. */
export async function countFailure(
  store: CanaryStore,
  sessionId: string,
  code: string,
  nowMs: number,
): Promise<boolean> {
  const run = await store.markFailed(sessionId, code);
  if (!run) return false;
  const [release, { canary, stable }] = await Promise.all([
    store.release(run.gameId, run.rtpProfile),
    store.arms(run),
  ]);
  // An append that comes second finds the canary already changed by a person or by the session before.
  if (release.canary?.since === run.since && isHaltDue(canary, stable))
    await store.append(withoutCanary(release), haltEvent(release, haltDetail(canary, stable), nowMs), []);
  return true;
}
