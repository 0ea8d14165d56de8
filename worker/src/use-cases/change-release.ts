import { type Release, toTimestamp } from '@roundgate/contract';
import { type Act, type ChangeFacts, changeOf } from '../domain/releases/change.ts';
import { coverOf, lostCountries, type Permitted } from '../domain/releases/hotfix.ts';
import type { Build, CertifiedMaths, ReleaseStore } from '../domain/releases/release.ts';
import type { Refusal } from '../domain/sessions/session.ts';

/** Who asks for a change, by the id of the key, and why. */
export interface Author {
  readonly keyId: string;
  readonly reason: string;
}

/** The release after a change, and the countries whose certificate the build inherited by it. */
export type ReleaseReply =
  | {
      readonly kind: 'done';
      readonly release: Release;
      readonly alreadySo: boolean;
      readonly inherited: string[];
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What a change is asked of, and what the signed permits say now. */
export interface ChangeContext {
  readonly store: ReleaseStore;
  readonly isPermitted: Permitted;
  readonly nowMs: number;
}

async function factsOf(
  build: Build,
  certificates: readonly CertifiedMaths[],
  { store, isPermitted, nowMs }: ChangeContext,
): Promise<ChangeFacts> {
  const { game_id, rtp_profile, build_hash } = build;
  const [release, wasStable] = await Promise.all([
    store.release(game_id, rtp_profile),
    store.wasStable(game_id, rtp_profile, build_hash),
  ]);
  const stable = release.stable ? await store.build(release.stable) : undefined;
  // What is revoked is played nowhere, so nothing of it can be lost.
  const from = stable?.revoked ? null : release.stable;
  const lost = lostCountries(from, build_hash, certificates, isPermitted, nowMs);
  return { release, build, stable, wasStable, lost };
}

/** Starts or changes a canary, promotes or rolls back: the hotfix rule, then the rules of releases, then one write. */
export async function changeRelease(
  build: Build,
  act: Act,
  author: Author,
  context: ChangeContext,
): Promise<ReleaseReply> {
  const { store, nowMs } = context;
  const at = toTimestamp(nowMs);
  const certificates = await store.certificatesWithMaths(build.game_id, build.rtp_profile);
  const facts = await factsOf(build, certificates, context);
  const cover = coverOf(build, certificates, nowMs);
  if (cover.kind === 'refused' && !build.revoked) return cover;
  const change = changeOf(act, facts, at);
  if (change.kind === 'refused') return change;
  const inherit = cover.kind === 'certified' ? cover.inherit : [];
  if (change.kind === 'same' && inherit.length === 0)
    return { kind: 'done', release: facts.release, alreadySo: true, inherited: [] };

  // A repeat that finds new certificates to inherit is a version of its own, so that the history shows it.
  const next =
    change.kind === 'next' ? change.release : { ...facts.release, version: facts.release.version + 1 };
  const event = {
    at,
    by: author.keyId,
    act: act.act,
    game_id: build.game_id,
    rtp_profile: build.rtp_profile,
    build_hash: build.build_hash,
    reason: author.reason,
    detail: change.kind === 'next' ? change.detail : 'unchanged',
  };
  if (!(await store.append(next, event, inherit)))
    return { kind: 'refused', refusal: { code: 'RELEASE_CHANGED' } };
  const inherited = inherit.map(({ country }) => country).sort();
  return { kind: 'done', release: next, alreadySo: false, inherited };
}
