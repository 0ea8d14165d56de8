import type { BuildManifest } from '../builds.ts';
import type {
  LaunchBundle,
  PermitDocument,
  RootDocument,
  RootPins,
  StatusDocument,
  StudioDocument,
  TrustEnvelope,
} from './documents.ts';
import type { Believed } from './envelope.ts';
import { TrustFault } from './fault.ts';
import { own } from './shape.ts';
import { requireAlive, verifyBuild, verifyRoleSigned } from './verify-documents.ts';
import { verifyRoots } from './verify-root.ts';

/** Versions that were believed before, by document name: nothing older is believed again. */
export type Floors = Readonly<Record<string, number>>;

/** What a launch asks to be true. */
export interface Asked {
  /** SHA-256 of the build's payload, in hex: the build that the page was opened for. */
  readonly digest: string;
  readonly country: string;
}

/** What a verifier stands on. */
export interface Trusted {
  readonly pins: RootPins;
  readonly floors: Floors;
  /** This loader's own version. */
  readonly loader: string;
  /**
   * Only for a start without network: the device's clock. A launch with network judges every expiry by the signed
   * status, since a player's clock may be anywhere.
   */
  readonly nowMs?: number;
}

/** Documents that agree with each other and with what was asked. */
export interface VerifiedLaunch {
  readonly manifest: BuildManifest;
  readonly permit: PermitDocument;
  readonly status: StatusDocument;
  readonly studio: StudioDocument;
  readonly root: RootDocument;
  /** The versions that were believed: the floors of the next launch. */
  readonly floors: Floors;
  /** The moment that every expiry was judged by, in UTC milliseconds. */
  readonly judgedAtMs: number;
}

const numbers = (version: string): number[] => version.split('.').map(Number);
/** True when `version` is older than `oldest`, both as `1.2.3`. */
export function isOlder(version: string, oldest: string): boolean {
  const [own, least] = [numbers(version), numbers(oldest)];
  const at = least.findIndex((part, index) => part !== (own[index] ?? 0));
  return at >= 0 && (own[at] ?? 0) < (least[at] ?? 0);
}

/** A document must be the very one that the status names, and not older than one that was believed before. */
function requireCurrent(
  name: string,
  { document, digest }: Believed<'root' | 'studio' | 'permit'>,
  status: StatusDocument,
  floors: Floors,
): void {
  const pin = own(status.documents, name);
  if (!pin) throw new TrustFault('trust_missing', `status: ${name}`);
  if (pin.version !== document.version || pin.digest !== digest)
    throw new TrustFault('trust_rolled_back', `${name}: not the current version`);
  requireFloor(name, document.version, floors);
}

function requireFloor(name: string, version: number, floors: Floors): void {
  if (version < (floors[name] ?? 0))
    throw new TrustFault('trust_rolled_back', `${name}: older than one seen`);
}

function requireUnrevoked(hash: string, status: StatusDocument): void {
  if (status.revoked_builds.includes(hash)) throw new TrustFault('build_revoked', 'status: revoked');
}

function requireLive(build: BuildManifest, hash: string, status: StatusDocument): void {
  requireUnrevoked(hash, status);
  const live = own(status.live, build.game_id);
  if (!live?.includes(hash)) throw new TrustFault('build_revoked', 'status: not a live build of its game');
}

/** The build must stand in the country's permit with its own profile, on a certificate that is valid now. */
function requirePermitted(
  permit: PermitDocument,
  build: BuildManifest,
  hash: string,
  asked: Asked,
  nowMs: number,
): void {
  const refuse = (what: string) => new TrustFault('market_refused', `permit: ${what}`);
  if (permit.country !== asked.country || permit.market.country !== asked.country)
    throw refuse('another country');
  if (Date.parse(permit.not_before) > nowMs) throw refuse('not valid yet');
  const builds = own(permit.games, build.game_id);
  const row = builds && own(builds, hash);
  if (!row) throw refuse('this build is not in it');
  if (row.rtp_profile !== build.maths.rtp_profile) throw refuse('another rtp_profile');
  if (Date.parse(row.valid_from) > nowMs || Date.parse(row.valid_to) <= nowMs)
    throw refuse('certificate is not valid now');
}

/** Root chain, status, studio, build and permit: each signed by whom the root says, alive, current. */
async function verifyPapers(bundle: LaunchBundle, asked: Asked, trusted: Trusted): Promise<VerifiedLaunch> {
  if (bundle?.format !== 'roundgate.launch/1') throw new TrustFault('trust_missing', 'bundle');
  const { floors } = trusted;
  const root = await verifyRoots(bundle.roots, trusted.pins);
  const [status, studio, permit] = await Promise.all([
    verifyRoleSigned('status', bundle.status, root.document),
    verifyRoleSigned('studio', bundle.studio, root.document),
    verifyRoleSigned('permit', bundle.permit, root.document),
  ]);
  const now = status.document;
  const nowMs = Math.max(Date.parse(now.issued_at), trusted.nowMs ?? 0);
  const studioName = `studio/${studio.document.studio_id}`;
  const permitName = `permit/${permit.document.country}`;
  requireFloor('status', now.version, floors);
  requireCurrent('root', root, now, floors);
  requireCurrent(studioName, studio, now, floors);
  requireCurrent(permitName, permit, now, floors);
  for (const [kind, { document }] of Object.entries({ root, studio, permit }))
    requireAlive(kind, document, nowMs);
  if (isOlder(trusted.loader, root.document.min_loader))
    throw new TrustFault('loader_too_old', 'root: min_loader');
  const build = await verifyBuild(bundle.build, studio.document, asked.digest, now.revoked_keys);
  return {
    manifest: build.document,
    permit: permit.document,
    status: now,
    studio: studio.document,
    root: root.document,
    floors: {
      root: root.document.version,
      status: now.version,
      [studioName]: studio.document.version,
      [permitName]: permit.document.version,
    },
    judgedAtMs: nowMs,
  };
}

/**
 * The one verifier of loader, gateway and command line: its papers as above, and about what was asked (shared design:
 * integrity). Throws {@link TrustFault}; what it returns may be played.
 */
export async function verifyLaunch(
  bundle: LaunchBundle,
  asked: Asked,
  trusted: Trusted,
): Promise<VerifiedLaunch> {
  const launch = await verifyPapers(bundle, asked, trusted);
  const hash = `sha256:${asked.digest}`;
  requireLive(launch.manifest, hash, launch.status);
  requirePermitted(launch.permit, launch.manifest, hash, asked, launch.judgedAtMs);
  return launch;
}

/**
 * The same for a recorded round that is shown again: nothing is played, so the build may have left play and its
 * certificate may have ended since. A revoked build is not shown: nothing of it runs, ever again. Throws
 * {@link TrustFault}.
 */
export async function verifyReplay(
  bundle: LaunchBundle,
  asked: Asked,
  trusted: Trusted,
): Promise<VerifiedLaunch> {
  const launch = await verifyPapers(bundle, asked, trusted);
  const { permit, status } = launch;
  requireUnrevoked(`sha256:${asked.digest}`, status);
  if ([permit, permit.market].some(({ country }) => country !== asked.country))
    throw new TrustFault('market_refused', 'permit: another country');
  return launch;
}

/** Reads a status that came by itself, during play: signed by the root's role, and not older than the one before. */
export async function verifyStatus(
  envelope: TrustEnvelope | undefined,
  root: RootDocument,
  floor: number,
): Promise<StatusDocument> {
  const { document } = await verifyRoleSigned('status', envelope, root);
  requireFloor('status', document.version, { status: floor });
  return document;
}
