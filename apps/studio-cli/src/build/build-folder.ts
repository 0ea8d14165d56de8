import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { BuildManifest, canonicalJson, Envelope, MAX_MANIFEST_BYTES } from '@roundgate/contract';
import { type Fault, refuseAll, refused } from '../cli/failure.ts';
import { type Assembled, buildHashOf } from './assemble.ts';
import { checkShape, parseJson, readBytes } from './read-json.ts';
import { type FoundFile, walkFiles } from './walk.ts';

/** What a build folder holds: `manifest.json` (the signed bytes), `files/`, and once signed `envelope.json`. */
export interface BuildFolder extends Assembled {
  readonly folder: string;
  readonly files: readonly FoundFile[];
}

const OWN = ['manifest.json', 'envelope.json', 'files'];
const REBUILD = 'run roundgate build again';

function isInside(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`) || resolve(path) === path);
}

/** Refuses an output folder that would swallow something else: inside the input, around it, or not ours. */
export function checkOutput(out: string, input: string): void {
  const target = resolve(out);
  const source = realpathSync(input);
  if (isInside(target, source) || isInside(source, target))
    throw refused(out, `overlaps with the input folder ${input}`, 'give an --out folder beside it');
  if (!existsSync(target)) return;
  const strangers = readdirSync(target).filter((name) => !OWN.includes(name));
  if (strangers.length > 0)
    throw refused(
      out,
      `holds other things: ${strangers.slice(0, 3).join(', ')}`,
      'give a new or empty --out folder',
    );
}

/** Writes a build folder anew; a signature of an earlier build goes with it. */
export function writeBuildFolder(out: string, build: Assembled, files: readonly FoundFile[]): void {
  for (const name of OWN) rmSync(join(out, name), { recursive: true, force: true });
  for (const { path, bytes } of files) {
    const target = join(out, 'files', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  writeFileSync(join(out, 'manifest.json'), build.payload);
}

/** Checks payload bytes as a manifest in its one spelling. */
export function readManifest(payload: Uint8Array<ArrayBuffer>, where: string): BuildManifest {
  if (payload.length > MAX_MANIFEST_BYTES)
    throw refused(where, `is over ${MAX_MANIFEST_BYTES} bytes`, REBUILD);
  const manifest = checkShape(BuildManifest, parseJson(payload, where), where, REBUILD);
  const canonical = new TextEncoder().encode(canonicalJson(manifest));
  if (Buffer.compare(canonical, payload) !== 0)
    throw refused(where, 'is not in canonical form: it was edited by hand, or holds a key twice', REBUILD);
  return manifest;
}

function compareFile(label: string, file: FoundFile, manifest: BuildManifest): Fault[] {
  const where = `${label}/${file.path}`;
  const listed = manifest.files[file.path];
  const fault = (what: string): Fault[] => [{ where, what, mend: REBUILD }];
  if (!listed) return fault('is not in the manifest');
  if (listed.size !== file.bytes.length)
    return fault(`holds ${file.bytes.length} bytes, in the manifest ${listed.size}`);
  if (listed.sha256 !== file.sha256)
    return fault(`has the digest ${file.sha256}, in the manifest ${listed.sha256}`);
  return listed.type === file.type ? [] : fault(`is ${file.type}, in the manifest ${listed.type}`);
}

function compareFiles(folder: string, manifest: BuildManifest): readonly FoundFile[] {
  const label = join(folder, 'files');
  const { files, faults } = walkFiles(label, label);
  const found = new Set(files.map(({ path }) => path));
  const missing = Object.keys(manifest.files)
    .filter((path) => !found.has(path) && !faults.some(({ where }) => where === `${label}/${path}`))
    .map((path) => ({ where: `${label}/${path}`, what: 'is missing', mend: REBUILD }));
  refuseAll([...faults, ...missing, ...files.flatMap((file) => compareFile(label, file, manifest))]);
  return files;
}

/** Reads a build folder and checks every file against the manifest. */
export function readBuildFolder(folder: string): BuildFolder {
  const path = join(folder, 'manifest.json');
  const payload = readBytes(path, 'give the --out folder of roundgate build');
  const manifest = readManifest(payload, path);
  return {
    folder,
    manifest,
    payload,
    buildHash: buildHashOf(payload),
    files: compareFiles(folder, manifest),
  };
}

/** Reads the envelope of a build folder. */
export function readEnvelope(folder: string): Envelope {
  const path = join(folder, 'envelope.json');
  const bytes = readBytes(path, 'sign the build first: roundgate sign');
  return checkShape(Envelope, parseJson(bytes, path), path, 'sign the build again: roundgate sign');
}
