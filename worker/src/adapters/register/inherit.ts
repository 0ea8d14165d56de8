import type { CertificateRecord } from '@roundgate/contract';
import type { NewEvent } from '../../domain/releases/release.ts';
import { CERTIFICATE_COLUMNS, eventStatement, newCertificateId } from './rows.ts';

// Only while its source still stands: a withdrawal that comes first leaves nothing to inherit.
const STANDING = "certificate_id = ? AND status = 'approved'";
const INSERT = `INSERT INTO certificates (${CERTIFICATE_COLUMNS})
  SELECT ?, game_id, country, rtp_profile, ?, lab, number, valid_from, valid_to, 'approved', ?, ?, approved_by, ?, ?, ?
  FROM certificates WHERE ${STANDING} ON CONFLICT DO NOTHING`;

/** Gives the build of an event the certificate `row` of another build, with an event of its own (spec M4). */
export function inheritStatements(
  database: D1Database,
  row: CertificateRecord,
  event: NewEvent,
): D1PreparedStatement[] {
  const certificateId = newCertificateId();
  // Always the first of the line, so that withdrawing it withdraws all.
  const origin = row.inherited_from ?? row;
  const detail = `inherited from ${origin.build_hash} (hotfix without maths change), certificate ${row.number}`;
  const { country } = row;
  const isThere = {
    sql: 'EXISTS (SELECT 1 FROM certificates WHERE certificate_id = ?)',
    values: [certificateId],
  };
  const told = { ...event, act: 'inherit', country, certificate_id: certificateId, detail } as const;
  return [
    database
      .prepare(INSERT)
      .bind(
        ...[certificateId, event.build_hash ?? '', event.by, event.at, event.at],
        ...[origin.certificate_id, origin.build_hash, row.certificate_id],
      ),
    eventStatement(database, told, isThere),
  ];
}
