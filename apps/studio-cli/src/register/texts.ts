import type { CertificateRecord, RegisterEvent, Release } from '@roundgate/contract';

/** The day of an instant in UTC. */
const day = (at: string): string => at.slice(0, 10);
/** An instant to the second, UTC. */
const instant = (at: string): string => `${at.slice(0, 19).replace('T', ' ')}Z`;

/** The beginning of a build_hash, enough to tell one from another. */
export const shortHash = (buildHash: string): string => `${buildHash.slice(0, 19)}…`;

/** A share in basis points as people say it. */
export const shareText = (shareBp: number): string => `${shareBp / 100} %`;

/** Lines with their columns under each other. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The rows of the matrix, by game, country and build. */
export function certificateTable(certificates: readonly CertificateRecord[]): string[] {
  const head = ['game', 'country', 'profile', 'build', 'standing', 'valid', 'certificate', 'people', 'id'];
  const keyOf = (row: CertificateRecord): string =>
    [row.game_id, row.country, row.rtp_profile, row.build_hash].join(' ');
  const sorted = [...certificates].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const rows = sorted.map((row) => [
    ...[row.game_id, row.country, row.rtp_profile, shortHash(row.build_hash), row.status],
    `${day(row.valid_from)} – ${day(row.valid_to)}`,
    row.inherited_from
      ? `${row.number}, inherited from ${shortHash(row.inherited_from.build_hash)}`
      : `${row.number}, ${row.lab}`,
    row.approved_by ? `${row.proposed_by} + ${row.approved_by}` : row.proposed_by,
    row.certificate_id,
  ]);
  return rows.length === 0 ? ['no certificates'] : table([head, ...rows]);
}

/** Acts of the register: when, who, what, why. */
export function eventTable(events: readonly RegisterEvent[]): string[] {
  const whatOf = ({ act, build_hash, country, keyid }: RegisterEvent): string =>
    [act.replace('_', ' '), build_hash && shortHash(build_hash), country, act === 'revoke_key' && keyid]
      .filter(Boolean)
      .join(' ');
  return table(
    events.map((event) => [
      instant(event.at),
      event.by,
      whatOf(event),
      [event.reason, event.detail].filter(Boolean).join('; '),
    ]),
  );
}

/** What new sessions of a game and profile get. */
export function releaseLine({ game_id, rtp_profile, version, stable, canary }: Release): string {
  const stableText = stable ? `stable ${shortHash(stable)}` : 'nothing stable';
  const canaryText = canary
    ? `, canary ${shortHash(canary.build_hash)} ${shareText(canary.share_bp)} of sessions since ${instant(canary.since)}`
    : '';
  return `${game_id} ${rtp_profile}: release ${version}, ${stableText}${canaryText}`;
}
