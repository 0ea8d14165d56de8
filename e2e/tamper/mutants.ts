import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Floors, LaunchBundle, RootPins } from '@roundgate/contract/trust';
import { readTrustVectors, type TrustVectorFile } from '@roundgate/contract/vectors/read-trust.ts';
import { repo } from '../fixtures/paths.ts';
import { VERIFIER_MUTANTS, type VerifierMutant } from './mutant-list.ts';

/** The parts of the verifier that are judged, as a mutated copy offers them. */
interface Trust {
  verifyLaunch(
    bundle: LaunchBundle,
    asked: { digest: string; country: string },
    trusted: { pins: RootPins; floors: Floors; loader: string; nowMs?: number },
  ): Promise<unknown>;
}
interface Files {
  fetchFile(edge: string, path: string, file: object, fetcher: typeof fetch): Promise<unknown>;
}

const TRUST = repo('worker/contract/src/trust');
const vectors = JSON.parse(
  readFileSync(repo('worker/contract/vectors/trust.gen.json'), 'utf8'),
) as TrustVectorFile;
const cases = readTrustVectors(vectors);

/** True when some vector is judged otherwise than it must be. */
async function seenByVectors({ verifyLaunch }: Trust): Promise<boolean> {
  for (const { bundle, asked, floors, loader, nowMs, expected } of cases) {
    const trusted = { pins: vectors.pins, floors, loader, ...(nowMs === undefined ? {} : { nowMs }) };
    const told = await verifyLaunch(bundle, asked, trusted).then(
      () => 'ok',
      (error: { code?: string }) => error.code ?? 'threw',
    );
    if (told !== expected) return true;
  }
  return false;
}

const BYTES = Buffer.from('export {};');
const FILE = {
  sha256: createHash('sha256').update(BYTES).digest('hex'),
  size: BYTES.length,
  type: 'text/javascript',
};
const flipped = Buffer.from(BYTES);
flipped[0] = (flipped[0] ?? 0) ^ 1;
/** Answers in the place of a file, and what must come of each. */
const ANSWERS: readonly (readonly [body: Buffer, status: number, told: string])[] = [
  [BYTES, 200, 'ok'],
  [flipped, 200, 'digest_mismatch'],
  [BYTES.subarray(1), 200, 'size_mismatch'],
  [Buffer.concat([BYTES, Buffer.from(' ')]), 200, 'size_mismatch'],
  [BYTES, 206, 'download_failed'],
];

async function seenByFiles({ fetchFile }: Files): Promise<boolean> {
  for (const [body, status, expected] of ANSWERS) {
    const fetcher = (async () => new Response(new Uint8Array(body), { status })) as typeof fetch;
    const told = await fetchFile('https://edge', 'game.js', FILE, fetcher).then(
      () => 'ok',
      (error: { code?: string }) => error.code,
    );
    if (told !== expected) return true;
  }
  return false;
}

function apply(text: string, { name, find, put }: VerifierMutant): string {
  if (text.split(find).length !== 2)
    throw new Error(`${name}: "${find}" does not stand once in the verifier`);
  return text.replace(find, () => put);
}

const sourceOf = (file: string): string =>
  file === 'files.ts' ? repo('client-loader/src/verifier/files.ts') : join(TRUST, file);

/** Mutants that no longer find in the verifier what they break. */
export const staleMutants = (): string[] =>
  VERIFIER_MUTANTS.filter(
    ({ file, find }) => readFileSync(sourceOf(file), 'utf8').split(find).length !== 2,
  ).map(({ name }) => name);

/** A copy of the verifier in a folder of its own, with one mutant or none in it. */
async function load(folder: string, mutant?: VerifierMutant): Promise<Trust & Files> {
  mkdirSync(folder, { recursive: true });
  cpSync(TRUST, join(folder, 'trust'), { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  const own = (text: string) => text.replaceAll("'@roundgate/contract/trust'", "'./trust/index.ts'");
  for (const name of ['files.ts', 'fault.ts'])
    writeFileSync(join(folder, name), own(readFileSync(repo(`client-loader/src/verifier/${name}`), 'utf8')));
  if (mutant) {
    const path = join(folder, mutant.file === 'files.ts' ? 'files.ts' : `trust/${mutant.file}`);
    writeFileSync(path, apply(readFileSync(path, 'utf8'), mutant));
  }
  const module = async <T>(path: string) => (await import(pathToFileURL(join(folder, path)).href)) as T;
  return { ...(await module<Trust>('trust/index.ts')), ...(await module<Files>('files.ts')) };
}

/** What became of the mutants. */
export interface MutantReport {
  readonly mutants: number;
  readonly caught: number;
  readonly missed: readonly string[];
}

/** Breaks the verifier in every listed way; the vectors must see each, and none in the verifier as it is. */
export async function runVerifierMutants(say: (text: string) => void): Promise<MutantReport> {
  const root = repo('.roundgate/mutants');
  rmSync(root, { recursive: true, force: true });
  try {
    const whole = await load(join(root, 'whole'));
    if ((await seenByVectors(whole)) || (await seenByFiles(whole)))
      throw new Error('the verifier as it is does not pass its own vectors');
    const missed: string[] = [];
    for (const [index, mutant] of VERIFIER_MUTANTS.entries()) {
      const broken = await load(join(root, String(index)), mutant);
      const caught = (await seenByVectors(broken)) || (await seenByFiles(broken));
      say(`  ${caught ? 'caught' : 'MISSED'}  ${mutant.name}`);
      if (!caught) missed.push(mutant.name);
    }
    return { mutants: VERIFIER_MUTANTS.length, caught: VERIFIER_MUTANTS.length - missed.length, missed };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
