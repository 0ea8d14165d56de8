import {
  BuildManifest,
  canonicalJson,
  DEMO_PATH,
  type GameMetadata,
  MAX_FILES,
  MAX_MANIFEST_BYTES,
} from '@roundgate/contract';
import { type Fault, refuseAll, refused } from '../cli/failure.ts';
import { checkShape } from './read-json.ts';
import { type FoundFile, sha256Hex } from './walk.ts';

/** The path that the model always has inside a build. */
export const MODEL_PATH = 'model.json';

/** The maths that a build is made with. */
export interface Maths {
  readonly rtpProfile: string;
  readonly rtp: string;
  /** One in this many spins pays the top award. */
  readonly topWinOdds?: number;
  readonly mechanicsVersion: string;
  readonly seq: number;
}

/** A manifest and the exact bytes that are signed. */
export interface Assembled {
  readonly manifest: BuildManifest;
  readonly payload: Uint8Array<ArrayBuffer>;
  /** `sha256:` and the digest of `payload`. */
  readonly buildHash: string;
}

/** The name of a build: SHA-256 of its signed payload (spec P2). */
export const buildHashOf = (payload: Uint8Array): string => `sha256:${sha256Hex(payload)}`;

const roleOf = (path: string, entry: string) => {
  if (path === entry) return 'entry';
  if (path === MODEL_PATH) return 'model';
  return path === DEMO_PATH ? 'demo' : 'asset';
};

function refuseSet(files: readonly FoundFile[], entry: string): void {
  const faults: Fault[] = files
    .filter(({ path, type }) => type === 'text/javascript' && path !== entry)
    .map(({ path }) => ({
      where: path,
      what: `is a second script beside the entry ${entry}; the frame of a game runs one ES module`,
      mend: 'bundle into one file: no code splitting, no dynamic import',
    }));
  if (!files.some(({ path }) => path === entry))
    faults.push({
      where: entry,
      what: 'the entry is not among the files',
      mend: 'correct "entry" in the game.json',
    });
  if (files.length > MAX_FILES)
    faults.push({
      where: 'the build',
      what: `holds ${files.length} files; at most ${MAX_FILES} are allowed`,
      mend: 'join small images into sheets',
    });
  refuseAll(faults);
}

function describeFiles(files: readonly FoundFile[], entry: string): BuildManifest['files'] {
  return Object.fromEntries(
    files.map(({ path, sha256, bytes, type }) => [
      path,
      { sha256, size: bytes.length, type, role: roleOf(path, entry) } as const,
    ]),
  );
}

/** Makes the manifest of a build. The same files and facts give the same bytes, wherever and whenever. */
export function assemble(game: GameMetadata, maths: Maths, files: readonly FoundFile[]): Assembled {
  refuseSet(files, game.entry);
  const model = files.find(({ path }) => path === MODEL_PATH);
  const draft: BuildManifest = {
    format: 'roundgate.build/1',
    ...game,
    seq: maths.seq,
    files: describeFiles(files, game.entry),
    maths: {
      model_path: MODEL_PATH,
      model_hash: `sha256:${model?.sha256 ?? ''}`,
      rtp_profile: maths.rtpProfile,
      rtp: maths.rtp,
      mechanics_version: maths.mechanicsVersion,
      ...(maths.topWinOdds !== undefined && { top_win_odds: maths.topWinOdds }),
    },
  };
  const manifest = checkShape(BuildManifest, draft, 'manifest', 'correct the option or the game.json field');
  const payload = new TextEncoder().encode(canonicalJson(manifest));
  if (payload.length > MAX_MANIFEST_BYTES) {
    const what = `is ${payload.length} bytes; at most ${MAX_MANIFEST_BYTES} are allowed`;
    throw refused('manifest', what, 'ship fewer files, or shorter paths: join small images into sheets');
  }
  return { manifest, payload, buildHash: buildHashOf(payload) };
}
