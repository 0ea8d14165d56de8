import type { Currency } from '@roundgate/contract';
import { canaryDraw, chooseBuild } from '../domain/releases/choose-build.ts';
import { isPermitted } from '../domain/trust/register.ts';
import { sha256Hex } from '../sha256.ts';
import type { RequestContext } from './context.ts';
import { refused } from './error-response.ts';
import { readRegister } from './market-check.ts';

/** The part of an operator's request that decides what is played. */
interface Wanted {
  /** Absent in a demo, which takes no part in a canary. */
  readonly player_id?: string | undefined;
  readonly game_id: string;
  readonly country: string;
  readonly currency: Currency;
  readonly rtp_profile?: string | undefined;
}

/** What a session plays for its life, and how it is counted once it is open. */
export interface SessionBuild {
  readonly buildHash: string;
  readonly rtpProfile: string;
  /** Its signed return to player, as a share; that of its profile where the build itself is not at hand. */
  readonly rtp: number;
  /** Counts the session on its side of a canary, if one runs. */
  count(sessionId: string): Promise<void>;
}

/** Chooses the build of a new session from what is certified, permitted, live and not revoked at this moment. */
export async function chooseSessionBuild(
  operatorId: string,
  { player_id, game_id, country, rtp_profile }: Wanted,
  { matrix, releases: register, builds, trust, nowMs }: RequestContext,
): Promise<SessionBuild> {
  const [rows, revoked, releases, snapshot] = await readRegister(
    Promise.all([
      matrix.certificates(game_id, country, nowMs, 'fresh'),
      register.revokedOf(game_id, nowMs, 'fresh'),
      register.releasesOf(game_id),
      trust.snapshot(nowMs, 'fresh'),
    ]),
  );
  const permit = snapshot.permits.get(country)?.document;
  const certificates = rows.filter(({ build_hash: buildHash, rtp_profile: rtpProfile }) =>
    isPermitted(permit, { gameId: game_id, buildHash, rtpProfile }, nowMs),
  );
  const draw = (canaryBuild: string): number =>
    player_id === undefined
      ? Number.POSITIVE_INFINITY
      : canaryDraw(sha256Hex, { operatorId, playerId: player_id }, game_id, canaryBuild);
  const wanted = { gameId: game_id, country, rtpProfile: rtp_profile };
  const choice = chooseBuild({ ...wanted, releases, certificates, revoked, draw }, nowMs);
  if (choice.kind === 'refused') throw refused(choice.refusal);
  const { certificate, release, arm } = choice;
  const { build_hash: buildHash, rtp_profile: rtpProfile } = certificate;
  const build = await builds.verified(buildHash.slice('sha256:'.length), snapshot);
  return {
    buildHash,
    rtpProfile,
    rtp: Number(build?.manifest.maths.rtp ?? Number(rtpProfile) / 100),
    count: async (sessionId) => {
      if (arm) await register.countSession(sessionId, release, arm);
    },
  };
}
