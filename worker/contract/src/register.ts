import { z } from 'zod';
import { Certificate } from './builds.ts';
import { BuildHash, Country, GameId, RtpProfile, StudioId, Timestamp } from './ids.ts';

/** A row of the market matrix; the register gives it. */
export const CertificateId = z
  .string()
  .regex(/^cert-[A-Za-z0-9_-]{1,64}$/, 'must look like cert-… as roundgate matrix prints it')
  .meta({ description: 'A row of the market matrix' });
/** The name of a studio's signing key: the first 16 hex digits of the SHA-256 of its public half. */
export const SigningKeyId = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'must be the keyid that roundgate keygen printed, 16 hex digits')
  .meta({ description: "A studio's build signing key" });
/** Why somebody did what the register keeps for ever. */
export const Reason = z.string().min(3, 'must say why, in 3 characters or more').max(200);
/** A share of sessions in basis points: 100 is 1 %. A canary takes from 1 % to 50 %. */
export const ShareBp = z
  .number()
  .int()
  .min(100, 'must be 100 (1 %) or more')
  .max(5_000, 'must be 5000 (50 %) or less');

/**
 * Where a certificate stands: entered by one person, approved by another, taken back, or past its time. Only an
 * approved one counts, and only while it is valid (spec M1).
 */
export const CertificateStatus = z.enum(['proposed', 'approved', 'withdrawn', 'expired']);
export type CertificateStatus = z.infer<typeof CertificateStatus>;

/** A row of the market matrix with its standing (spec M1). `*_by` are the ids of the keys that signed the requests. */
export const CertificateRecord = z
  .object({
    ...Certificate.shape,
    certificate_id: CertificateId,
    status: CertificateStatus,
    proposed_by: z.string(),
    proposed_at: Timestamp,
    approved_by: z.string().nullable(),
    approved_at: Timestamp.nullable(),
    inherited_from: z.strictObject({ certificate_id: CertificateId, build_hash: BuildHash }).nullable().meta({
      description: 'Set on a hotfix without maths change: the certificate that covers it (spec M4)',
    }),
  })
  .meta({ id: 'CertificateRecord' });
export type CertificateRecord = z.infer<typeof CertificateRecord>;

/** What the register writes down. */
export const REGISTER_ACTS = [
  'published',
  'canary',
  'promote',
  'rollback',
  'halt',
  'revoke_build',
  'revoke_key',
  'propose',
  'approve',
  'withdraw',
  'inherit',
] as const;

/** One act, as it was done; never changed afterwards (spec M4). */
export const RegisterEvent = z
  .object({
    seq: z.number().int().min(1),
    at: Timestamp,
    by: z
      .string()
      .meta({ description: 'Id of the key that signed the request; `roundgate` for the gateway itself' }),
    act: z.enum(REGISTER_ACTS),
    game_id: GameId.nullable(),
    rtp_profile: RtpProfile.nullable(),
    build_hash: BuildHash.nullable(),
    country: Country.nullable(),
    certificate_id: CertificateId.nullable(),
    keyid: SigningKeyId.nullable(),
    reason: z.string(),
    detail: z.string().meta({ description: 'What changed, for people' }),
  })
  .meta({ id: 'RegisterEvent' });
export type RegisterEvent = z.infer<typeof RegisterEvent>;

/** Where a build stands. `superseded` was stable once; a revoked build never comes back. */
export const BuildState = z.enum(['published', 'canary', 'stable', 'superseded', 'revoked']);
export type BuildState = z.infer<typeof BuildState>;

/** A published build as the register knows it (spec M4). */
export const BuildRecord = z
  .object({
    build_hash: BuildHash,
    studio_id: StudioId,
    game_id: GameId,
    rtp_profile: RtpProfile,
    version: z.string(),
    seq: z.number().int(),
    model_hash: BuildHash,
    mechanics_version: z.string(),
    keyid: SigningKeyId,
    published_at: Timestamp,
    state: BuildState,
    revoked: z.object({ reason: z.string(), at: Timestamp, by: z.string() }).nullable(),
  })
  .meta({ id: 'BuildRecord' });
export type BuildRecord = z.infer<typeof BuildRecord>;

/** How one arm of a canary fares: sessions opened while it runs, and those of them that failed. */
export const ArmCount = z.object({ sessions: z.number().int().min(0), failed: z.number().int().min(0) });
export type ArmCount = z.infer<typeof ArmCount>;

/** What new sessions of a game and profile are given: the stable build, and a share of them the canary. */
export const Release = z
  .object({
    game_id: GameId,
    rtp_profile: RtpProfile,
    version: z
      .number()
      .int()
      .min(0)
      .meta({ description: 'Grows with every change; an older one never returns' }),
    stable: BuildHash.nullable(),
    canary: z.object({ build_hash: BuildHash, share_bp: z.number().int(), since: Timestamp }).nullable(),
  })
  .meta({ id: 'Release' });
export type Release = z.infer<typeof Release>;
