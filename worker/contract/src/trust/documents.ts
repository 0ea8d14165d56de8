import type { BuildManifest } from '../builds.ts';
import type { MarketTerms } from '../market-view.ts';

/** Who may sign what: distinct keys of this list, at least `threshold` of them. */
export interface Role {
  readonly keyids: readonly string[];
  readonly threshold: number;
}

/** The root of trust, vN: signed by its own root role and by that of vN−1. */
export interface RootDocument {
  readonly format: 'roundgate.root/1';
  readonly version: number;
  readonly expires_at: string;
  /** Raw Ed25519 public keys in base64, by key id. */
  readonly keys: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<'root' | 'registrar' | 'compliance' | 'status', Role>>;
  /** The oldest loader that may play. */
  readonly min_loader: string;
}

/** A studio: its live keys and the games that they may sign. Signed by the registrar. */
export interface StudioDocument {
  readonly format: 'roundgate.studio/1';
  readonly version: number;
  readonly expires_at: string;
  readonly studio_id: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly game_prefix: string;
  readonly file_types: readonly string[];
}

/** A build that a country permits, with the certificate that it stands on. */
export interface PermittedBuild {
  readonly rtp_profile: string;
  readonly lab: string;
  readonly number: string;
  readonly valid_from: string;
  readonly valid_to: string;
}

/** What a country permits and what it asks for. Signed by compliance. */
export interface PermitDocument {
  readonly format: 'roundgate.permit/1';
  readonly version: number;
  readonly country: string;
  readonly not_before: string;
  readonly expires_at: string;
  readonly market: MarketTerms;
  /** Permitted builds by game and build_hash. */
  readonly games: Readonly<Record<string, Readonly<Record<string, PermittedBuild>>>>;
}

/** Version and digest of one document. */
export interface DocumentPin {
  readonly version: number;
  readonly digest: string;
}

/** What is current: signed by the online key, which can only shorten lives. */
export interface StatusDocument {
  readonly format: 'roundgate.status/1';
  readonly version: number;
  readonly issued_at: string;
  readonly expires_at: string;
  /** Newest versions of `root`, `studio/<id>` and `permit/<country>`. */
  readonly documents: Readonly<Record<string, DocumentPin>>;
  /** Builds that new sessions may play, by game. */
  readonly live: Readonly<Record<string, readonly string[]>>;
  readonly revoked_builds: readonly string[];
  readonly revoked_keys: readonly string[];
}

/** Each kind of document with what it holds. */
export interface TrustDocuments {
  readonly root: RootDocument;
  readonly studio: StudioDocument;
  readonly build: BuildManifest;
  readonly permit: PermitDocument;
  readonly status: StatusDocument;
}
export type DocumentKind = keyof TrustDocuments;

/** What is sealed in an envelope; a receipt is no document of the chain of trust, but hangs on it. */
export type SealedKind = DocumentKind | 'receipt';

/** The DSSE payload type of a kind: a signature over one is none over another. */
export const payloadTypeOf = (kind: SealedKind): string => `application/vnd.roundgate.${kind}+json`;

/** The keys that a loader is born with: version 1 of the root is believed when this many of them signed it. */
export interface RootPins {
  readonly keys: Readonly<Record<string, string>>;
  readonly threshold: number;
}

/** A DSSE envelope as it is stored and sent. */
export interface TrustEnvelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** All that a launch needs to be believed, in one answer of the edge. */
export interface LaunchBundle {
  readonly format: 'roundgate.launch/1';
  /** Version 1 first, without a gap. */
  readonly roots: readonly TrustEnvelope[];
  readonly studio: TrustEnvelope;
  readonly build: TrustEnvelope;
  readonly permit: TrustEnvelope;
  readonly status: TrustEnvelope;
}
