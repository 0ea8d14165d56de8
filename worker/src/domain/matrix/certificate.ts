import type { CertificateRecord, CertificateStatus } from '@roundgate/contract';

/** A build as it is to be played somewhere. */
export interface Play {
  readonly gameId: string;
  readonly country: string;
  readonly rtpProfile: string;
  readonly buildHash: string;
}

type Validity = Pick<CertificateRecord, 'status' | 'valid_from' | 'valid_to'>;

/** The standing of a row now: time ends what nobody withdrew. */
export const statusAt = (row: Validity, nowMs: number): CertificateStatus =>
  row.status !== 'withdrawn' && nowMs >= Date.parse(row.valid_to) ? 'expired' : row.status;

/** True when the row may be played on: approved by a second person, and valid now (spec M1). */
export const counts = (row: Validity, nowMs: number): boolean =>
  statusAt(row, nowMs) === 'approved' && Date.parse(row.valid_from) <= nowMs;

/** The certificate that covers exactly this build, country and profile now, or undefined: then nothing is played. */
export const certificateFor = (
  rows: readonly CertificateRecord[],
  play: Play,
  nowMs: number,
): CertificateRecord | undefined =>
  rows.find(
    (row) =>
      row.game_id === play.gameId &&
      row.country === play.country &&
      row.rtp_profile === play.rtpProfile &&
      row.build_hash === play.buildHash &&
      counts(row, nowMs),
  );
