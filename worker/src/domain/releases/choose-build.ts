import type { CertificateRecord, Release } from '@roundgate/contract';
import { certificateFor } from '../matrix/certificate.ts';
import type { Sha256 } from '../rounds/keys.ts';
import type { Refusal } from '../sessions/session.ts';

/** What a new session wants to play, and what it may be given. */
export interface ChoiceFacts {
  readonly gameId: string;
  readonly country: string;
  /** The profile that the operator asks for, if any. */
  readonly rtpProfile: string | undefined;
  readonly releases: readonly Release[];
  readonly certificates: readonly CertificateRecord[];
  readonly revoked: ReadonlySet<string>;
  /** The player's draw for a canary, from 0 to 9,999; see {@link canaryDraw}. */
  readonly draw: (canaryBuild: string) => number;
}

/** The build of a session. `arm` says which side of a running canary it is counted on; null when on neither. */
export type Choice =
  | {
      readonly kind: 'chosen';
      readonly certificate: CertificateRecord;
      readonly release: Release;
      readonly arm: 'canary' | 'stable' | null;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type Chosen = Extract<Choice, { kind: 'chosen' }>;

/**
 * The player's place in a canary, from 0 to 9,999: the same in every session of one canary, and another in the next, so
 * that it is not always the same players who try first. A larger share keeps those who were in.
 */
export function canaryDraw(
  sha256: Sha256,
  who: { readonly operatorId: string; readonly playerId: string },
  gameId: string,
  canaryBuild: string,
): number {
  const digest = sha256([who.operatorId, who.playerId, gameId, canaryBuild].join('\n'));
  return Math.floor((Number.parseInt(digest.slice(0, 8), 16) / 2 ** 32) * 10_000);
}

/** The build that one release gives, if it gives one here. */
function chooseOf(release: Release, facts: ChoiceFacts, nowMs: number): Chosen | undefined {
  const certified = (buildHash: string | null | undefined): CertificateRecord | undefined => {
    if (!buildHash || facts.revoked.has(buildHash)) return undefined;
    const { gameId, country } = facts;
    return certificateFor(
      facts.certificates,
      { gameId, country, rtpProfile: release.rtp_profile, buildHash },
      nowMs,
    );
  };
  const stable = certified(release.stable);
  const canary = certified(release.canary?.build_hash);
  // Where only one of the two may be played, a session says nothing about the other.
  const isCompared = stable !== undefined && canary !== undefined;
  if (release.canary && canary && facts.draw(release.canary.build_hash) < release.canary.share_bp)
    return { kind: 'chosen', certificate: canary, release, arm: isCompared ? 'canary' : null };
  return stable && { kind: 'chosen', certificate: stable, release, arm: isCompared ? 'stable' : null };
}

/**
 * What a new session plays: certified here (spec M1), live, and not revoked. Of several profiles the one with the newest
 * certificate, unless the operator names one.
 */
export function chooseBuild(facts: ChoiceFacts, nowMs: number): Choice {
  const releases = facts.releases.filter(
    ({ game_id, rtp_profile }) =>
      game_id === facts.gameId && (facts.rtpProfile === undefined || facts.rtpProfile === rtp_profile),
  );
  const [best] = releases
    .flatMap((release) => chooseOf(release, facts, nowMs) ?? [])
    .sort((left, right) => (left.certificate.valid_from < right.certificate.valid_from ? 1 : -1));
  if (best) return best;
  const wasRevoked = releases.some(({ stable }) => stable !== null && facts.revoked.has(stable));
  return {
    kind: 'refused',
    refusal: { code: wasRevoked ? 'BUILD_REVOKED' : 'MARKET_NOT_CERTIFIED' },
  };
}
