import type { CertificateRecord, Release } from '@roundgate/contract';
import { type Build, noRelease } from '../src/domain/releases/release.ts';

export const NOW = Date.parse('2026-06-01T00:00:00.000Z');
export const AT = '2026-06-01T00:00:00.000Z';
export const OLD = `sha256:${'0a'.repeat(32)}`;
export const NEW = `sha256:${'0b'.repeat(32)}`;
export const THIRD = `sha256:${'0c'.repeat(32)}`;

/** A published build of one game and profile. */
export const build = (buildHash: string, seq: number, change: Partial<Build> = {}): Build => ({
  build_hash: buildHash,
  studio_id: 'st-a',
  game_id: 'g-a',
  rtp_profile: '96',
  version: '1.0.0',
  seq,
  model_hash: `sha256:${'11'.repeat(32)}`,
  mechanics_version: 'slot-engine/1',
  keyid: 'key1',
  published_at: AT,
  revoked: null,
  ...change,
});
export const revoked = { reason: 'broken', at: AT, by: 'key-x' };

export const stableRelease: Release = { ...noRelease('g-a', '96'), version: 3, stable: OLD };
export const canaryRelease: Release = {
  ...stableRelease,
  version: 4,
  canary: { build_hash: NEW, share_bp: 500, since: '2026-05-01T00:00:00.000Z' },
};

/** An approved certificate of the older build. */
export const certificate = (change: Partial<CertificateRecord> = {}): CertificateRecord => ({
  certificate_id: 'cert-1',
  game_id: 'g-a',
  country: 'MT',
  rtp_profile: '96',
  build_hash: OLD,
  lab: 'Lab',
  number: 'N-1',
  valid_from: '2026-01-01T00:00:00.000Z',
  valid_to: '2027-01-01T00:00:00.000Z',
  status: 'approved',
  proposed_by: 'key-a',
  proposed_at: AT,
  approved_by: 'key-b',
  approved_at: AT,
  inherited_from: null,
  ...change,
});
