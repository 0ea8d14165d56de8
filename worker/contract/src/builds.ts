import { z } from 'zod';
import { BuildHash, Country, GameId, RtpProfile, Sha256Hex, StudioId, Timestamp } from './ids.ts';
import { FILE_TYPE_LIST } from './trust/file-types.ts';

/** The largest file of a build. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** The largest manifest payload, checked before it is parsed. */
export const MAX_MANIFEST_BYTES = 64 * 1024;
/** The most files in one build. */
export const MAX_FILES = 500;

/** A logical path: lower case, no dots in folders, no `..`, no leading slash. */
export const FilePath = z
  .string()
  .max(120)
  .regex(
    /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*\.[a-z0-9]{1,8}$/,
    'must be a plain lower-case path such as img/star.webp',
  );

/** One file of a build. */
export const BuildFile = z.strictObject({
  sha256: Sha256Hex,
  size: z.number().int().min(1).max(MAX_FILE_BYTES),
  type: z.enum(FILE_TYPE_LIST),
  role: z.enum(['entry', 'model', 'asset', 'demo']),
});

/** What a game says about itself in its `game.json`; everything else of a manifest is measured or given. */
export const GameMetadata = z
  .strictObject({
    studio_id: StudioId,
    game_id: GameId,
    title: z.string().min(1).max(80),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be like 1.2.3'),
    entry: FilePath,
    stakes: z.strictObject({
      levels_minor: z.array(z.number().int().min(1)).min(1).max(40),
      default_minor: z.number().int().min(1),
    }),
  })
  .meta({ id: 'GameMetadata' });
export type GameMetadata = z.infer<typeof GameMetadata>;

/** What a studio signs: every file by digest, and what the build is. Its SHA-256 is the `build_hash` (spec P2, M4). */
export const BuildManifest = z
  .strictObject({
    format: z.literal('roundgate.build/1'),
    ...GameMetadata.shape,
    seq: z.number().int().min(1).meta({ description: 'Grows with every build of the game' }),
    files: z.record(FilePath, BuildFile),
    maths: z.strictObject({
      model_path: FilePath,
      model_hash: BuildHash,
      rtp_profile: RtpProfile,
      rtp: z.string().regex(/^0\.\d{2,10}$/, 'must be a decimal text such as 0.9600'),
      mechanics_version: z.string().max(40),
      top_win_odds: z.number().int().min(1).optional().meta({
        description: 'One in this many spins pays the top award; markets that ask for odds show it',
      }),
    }),
  })
  .superRefine((manifest, context) => {
    const fail = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const entry = manifest.files[manifest.entry];
    if (entry?.role !== 'entry' || entry.type !== 'text/javascript')
      fail(['entry'], 'must name a file of role entry and type text/javascript');
    if (Object.keys(manifest.files).length > MAX_FILES)
      fail(['files'], `must not hold more than ${MAX_FILES} files`);
    const model = manifest.files[manifest.maths.model_path];
    if (!model || `sha256:${model.sha256}` !== manifest.maths.model_hash)
      fail(['maths', 'model_hash'], 'must be the digest of the file at model_path');
    const demos = Object.entries(manifest.files).filter(([, { role }]) => role === 'demo');
    if (demos.length > 1) fail(['files'], 'must not hold more than one file of role demo');
    for (const [path, { type }] of demos)
      if (type !== 'application/json') fail(['files', path, 'type'], 'must be application/json for a demo');
    if (!manifest.stakes.levels_minor.includes(manifest.stakes.default_minor))
      fail(['stakes', 'default_minor'], 'must be one of the levels');
  })
  .meta({ id: 'BuildManifest' });
export type BuildManifest = z.infer<typeof BuildManifest>;

/** A DSSE envelope (github.com/secure-systems-lab/dsse): `sig` is Ed25519 over PAE(type, payload), base64. */
export const Envelope = z
  .strictObject({
    payloadType: z.string().max(80),
    payload: z.base64().max(Math.ceil((MAX_MANIFEST_BYTES * 4) / 3) + 4),
    signatures: z
      .array(z.strictObject({ keyid: z.string().max(80), sig: z.base64().max(100) }))
      .min(1)
      .max(4),
  })
  .meta({ id: 'Envelope' });
export type Envelope = z.infer<typeof Envelope>;

/** A public studio key as it is pinned in loader and gateway. `key` is the raw 32-byte Ed25519 key, base64. */
export interface PinnedKey {
  readonly studioId: string;
  readonly keyid: string;
  readonly key: string;
}

/** One row of the market matrix `game_id × country × rtp_profile × build_hash` (spec M1). */
export const Certificate = z
  .strictObject({
    game_id: GameId,
    country: Country,
    rtp_profile: RtpProfile,
    build_hash: BuildHash,
    lab: z.string().min(2).max(80),
    number: z.string().min(1).max(80),
    valid_from: Timestamp,
    valid_to: Timestamp,
  })
  .refine((row) => row.valid_from < row.valid_to, { path: ['valid_to'], message: 'must be after valid_from' })
  .meta({ id: 'Certificate' });
export type Certificate = z.infer<typeof Certificate>;
