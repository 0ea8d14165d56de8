import type { Certificate } from '@roundgate/contract';

const isValidAt = (row: Certificate, nowMs: number): boolean =>
  Date.parse(row.valid_from) <= nowMs && nowMs < Date.parse(row.valid_to);

/** The certificate that covers exactly this build, country and profile now, or undefined: then nothing is played. */
export const certificateFor = (
  rows: readonly Certificate[],
  play: { gameId: string; country: string; rtpProfile: string; buildHash: string },
  nowMs: number,
): Certificate | undefined =>
  rows.find(
    (row) =>
      row.game_id === play.gameId &&
      row.country === play.country &&
      row.rtp_profile === play.rtpProfile &&
      row.build_hash === play.buildHash &&
      isValidAt(row, nowMs),
  );

/** The build that a new session plays: the newest certificate that is valid now, for the wanted profile if one is named. */
export function chooseBuild(
  rows: readonly Certificate[],
  wanted: { gameId: string; country: string; rtpProfile: string | undefined },
  nowMs: number,
): Certificate | undefined {
  const fits = rows.filter(
    (row) =>
      row.game_id === wanted.gameId &&
      row.country === wanted.country &&
      (wanted.rtpProfile === undefined || row.rtp_profile === wanted.rtpProfile) &&
      isValidAt(row, nowMs),
  );
  return fits.sort((left, right) => (left.valid_from < right.valid_from ? 1 : -1))[0];
}
