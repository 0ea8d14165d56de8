import type {
  Believed,
  PermitDocument,
  StatusDocument,
  StudioDocument,
  TrustEnvelope,
} from '@roundgate/contract/trust';

/** A document as it is stored. */
export interface StoredDocument {
  /** `root`, `studio/<id>` or `permit/<country>`. */
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  readonly envelope: TrustEnvelope;
}

/** A document that was checked, beside the envelope that proves it. */
export type Held<K extends 'root' | 'studio' | 'permit'> = Believed<K> & { readonly envelope: TrustEnvelope };

/** All that is trusted at one moment. */
export interface TrustSnapshot {
  readonly roots: readonly TrustEnvelope[];
  readonly root: Held<'root'>;
  readonly studios: ReadonlyMap<string, Held<'studio'>>;
  readonly permits: ReadonlyMap<string, Held<'permit'>>;
  readonly status: { readonly document: StatusDocument; readonly envelope: TrustEnvelope };
}

/** Builds and keys as the releases stand: what the status tells beside the documents. */
export interface ReleaseFacts {
  /** Builds that sessions may be playing, by game: live now, or within the life of a session. The newest first. */
  readonly live: Readonly<Record<string, readonly string[]>>;
  readonly revokedBuilds: readonly string[];
  readonly revokedKeys: readonly string[];
}

/** The studio whose live key is named by one of these signatures. */
export const studioBySigner = (
  { studios }: Pick<TrustSnapshot, 'studios'>,
  signatures: TrustEnvelope['signatures'],
): StudioDocument | undefined =>
  [...studios.values()].find(({ document }) =>
    signatures.some(({ keyid }) => Object.hasOwn(document.keys, keyid)),
  )?.document;

/** True when the country's permit is in force and holds this build of this game. */
export function isPermitted(
  permit: PermitDocument | undefined,
  { gameId, buildHash, rtpProfile }: { gameId: string; buildHash: string; rtpProfile: string },
  nowMs: number,
): boolean {
  if (!permit || Date.parse(permit.not_before) > nowMs || Date.parse(permit.expires_at) <= nowMs)
    return false;
  const row = permit.games[gameId]?.[buildHash];
  return (
    row?.rtp_profile === rtpProfile && Date.parse(row.valid_from) <= nowMs && nowMs < Date.parse(row.valid_to)
  );
}
