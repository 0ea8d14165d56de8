import type {
  ArmCount,
  BuildRecord,
  BuildState,
  CertificateRecord,
  RegisterEvent,
  Release,
} from '@roundgate/contract';

/** A published build; its state follows from the releases. */
export type Build = Omit<BuildRecord, 'state'>;

/** An act that is about to be written down; what it does not concern is left out. */
export type NewEvent = Pick<RegisterEvent, 'at' | 'by' | 'act' | 'reason' | 'detail'> &
  Partial<Omit<RegisterEvent, 'seq'>>;

/** What a game and profile has before anything was promoted. */
export const noRelease = (gameId: string, rtpProfile: string): Release => ({
  game_id: gameId,
  rtp_profile: rtpProfile,
  version: 0,
  stable: null,
  canary: null,
});

/** Where a build stands, from what is released now and what once was. */
export function buildState(
  build: Build,
  release: Release | undefined,
  wasStable: ReadonlySet<string>,
): BuildState {
  if (build.revoked) return 'revoked';
  if (release?.stable === build.build_hash) return 'stable';
  if (release?.canary?.build_hash === build.build_hash) return 'canary';
  return wasStable.has(build.build_hash) ? 'superseded' : 'published';
}

/** The register of builds and releases as a change of a release needs it. */
export interface ReleaseStore {
  build(buildHash: string): Promise<Build | undefined>;
  /** The newest release of a game and profile; version 0 when there is none. */
  release(gameId: string, rtpProfile: string): Promise<Release>;
  wasStable(gameId: string, rtpProfile: string, buildHash: string): Promise<boolean>;
  /** Every certificate of a game and profile with the maths that it was given for. */
  certificatesWithMaths(gameId: string, rtpProfile: string): Promise<readonly CertifiedMaths[]>;
  /** Enters a published build, once. */
  enter(build: Omit<Build, 'revoked'>, by: string): Promise<void>;
  /** Gives the build of the event these certificates of others. */
  inherit(rows: readonly CertificateRecord[], event: NewEvent): Promise<void>;
  /** Writes a release, its event and what the build inherits, all or nothing; false when another change came first. */
  append(next: Release, event: NewEvent, inherited: readonly CertificateRecord[]): Promise<boolean>;
}

/** A certificate and what it is a certificate of. */
export interface CertifiedMaths {
  readonly certificate: CertificateRecord;
  readonly modelHash: string;
  readonly mechanicsVersion: string;
}

/** Which canary a session is counted for. */
export interface CanaryRun {
  readonly gameId: string;
  readonly rtpProfile: string;
  readonly since: string;
}

/** What is known of the sessions of canaries. */
export interface CanaryStore extends Pick<ReleaseStore, 'release' | 'append'> {
  /** Marks a counted session as failed, once; undefined when it is not counted or failed before. */
  markFailed(sessionId: string, code: string): Promise<CanaryRun | undefined>;
  arms(run: CanaryRun): Promise<{ readonly canary: ArmCount; readonly stable: ArmCount }>;
}
