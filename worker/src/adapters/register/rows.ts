import type { CertificateRecord, RegisterEvent, Release } from '@roundgate/contract';
import type { Build, NewEvent } from '../../domain/releases/release.ts';

// The database keeps what this Worker wrote after checking it, so a row is believed and only given its shape.
type Row = Record<string, unknown>;

/** A name for a new row of the matrix. */
export const newCertificateId = (): string => `cert-${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`;

/** The columns of a certificate, in the order in which {@link certificateValues} gives them. */
export const CERTIFICATE_COLUMNS =
  'certificate_id, game_id, country, rtp_profile, build_hash, lab, number, valid_from, valid_to, status, proposed_by, proposed_at, approved_by, approved_at, inherited_from, inherited_build';

export const certificateValues = (row: CertificateRecord): (string | null)[] => [
  ...[row.certificate_id, row.game_id, row.country, row.rtp_profile, row.build_hash, row.lab, row.number],
  ...[
    row.valid_from,
    row.valid_to,
    row.status,
    row.proposed_by,
    row.proposed_at,
    row.approved_by,
    row.approved_at,
  ],
  ...[row.inherited_from?.certificate_id ?? null, row.inherited_from?.build_hash ?? null],
];

/** A certificate as it is stored: `status` is what people did; time is looked at where it is read. */
export function certificateOf(row: Row): CertificateRecord {
  const { inherited_from, inherited_build, ...columns } = row;
  return {
    ...(columns as Omit<CertificateRecord, 'inherited_from'>),
    inherited_from:
      inherited_from === null
        ? null
        : { certificate_id: String(inherited_from), build_hash: String(inherited_build) },
  };
}

const EVENT_COLUMNS =
  'at, by_key, act, game_id, rtp_profile, build_hash, country, certificate_id, keyid, reason, detail';

/** Writes an event where `condition` holds in the same transaction; without one, always. */
export function eventStatement(
  database: D1Database,
  event: NewEvent,
  condition?: { readonly sql: string; readonly values: readonly string[] },
): D1PreparedStatement {
  const values = [
    ...[event.at, event.by, event.act, event.game_id, event.rtp_profile, event.build_hash],
    ...[event.country, event.certificate_id, event.keyid, event.reason, event.detail],
  ].map((value) => value ?? null);
  const places = values.map(() => '?').join(', ');
  const where = condition ? ` WHERE ${condition.sql}` : '';
  return database
    .prepare(`INSERT INTO register_events (${EVENT_COLUMNS}) SELECT ${places}${where}`)
    .bind(...values, ...(condition?.values ?? []));
}

export function eventOf({ by_key, ...columns }: Row): RegisterEvent {
  return { ...(columns as Omit<RegisterEvent, 'by'>), by: String(by_key) };
}

/** Builds with their revocation, be it their own or that of the key that signed them. */
export const BUILDS = `SELECT b.*, COALESCE(rb.reason, rk.reason) AS revoked_reason, COALESCE(rb.at, rk.at) AS revoked_at,
  COALESCE(rb.by_key, rk.by_key) AS revoked_by FROM builds b
  LEFT JOIN revocations rb ON rb.kind = 'build' AND rb.id = b.build_hash
  LEFT JOIN revocations rk ON rk.kind = 'key' AND rk.id = b.keyid`;

export function buildOf({ revoked_reason, revoked_at, revoked_by, ...columns }: Row): Build {
  const revoked =
    revoked_at === null
      ? null
      : { reason: String(revoked_reason), at: String(revoked_at), by: String(revoked_by) };
  return { ...(columns as Omit<Build, 'revoked'>), revoked };
}

/** The newest release of each profile of a game; a second condition may follow. */
export const NEWEST_RELEASES = `SELECT * FROM releases r WHERE r.version =
  (SELECT MAX(version) FROM releases WHERE game_id = r.game_id AND rtp_profile = r.rtp_profile)`;

export function releaseOf(row: Row): Release {
  const { game_id, rtp_profile, version, stable, canary, canary_share_bp, canary_since } = row;
  return {
    game_id: String(game_id),
    rtp_profile: String(rtp_profile),
    version: Number(version),
    stable: stable === null ? null : String(stable),
    canary:
      canary === null
        ? null
        : { build_hash: String(canary), share_bp: Number(canary_share_bp), since: String(canary_since) },
  };
}
