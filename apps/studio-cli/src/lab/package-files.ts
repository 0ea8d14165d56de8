import { readFileSync } from 'node:fs';
import { slotModelJsonSchema } from '@roundgate/studio-rgs/maths';
import type { BuildFolder } from '../build/build-folder.ts';
import { analysisFacts } from '../maths/analysis-facts.ts';
import { analyzeFile } from '../maths/analyze-file.ts';
import { parHtml, parText } from '../maths/par-forms.ts';
import { parSheet } from '../maths/par-sheet.ts';
import { type ModelFile, parseModel } from '../maths/read-model.ts';
import { gameDocument } from './game-document.ts';
import { logSchemas } from './log-schemas.ts';

/** What a studio adds to what can be derived. */
export interface GivenFiles {
  readonly changes: Uint8Array;
  /** The market matrix as `roundgate matrix --json` printed it. */
  readonly matrix: Uint8Array;
  /** The report of `npm run rng:battery -- --json`. */
  readonly battery: Uint8Array;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
const published = (specifier: string): Uint8Array => readFileSync(new URL(import.meta.resolve(specifier)));

function modelOf({ manifest, folder, files }: BuildFolder): ModelFile {
  const { model_path: path } = manifest.maths;
  const bytes = files.find((file) => file.path === path)?.bytes ?? new Uint8Array();
  return parseModel(`${folder}/files/${path}`, bytes);
}

const buildList = ({ manifest, buildHash, files }: BuildFolder): unknown => ({
  build_hash: buildHash,
  game_id: manifest.game_id,
  version: manifest.version,
  seq: manifest.seq,
  maths: manifest.maths,
  files: files.map(({ path, sha256, bytes, type }) => ({ path, sha256, size: bytes.length, type })),
});

/** Every file of a package but its list of contents, by name. */
export function packageFiles(
  build: BuildFolder,
  given: GivenFiles,
): Readonly<Record<string, string | Uint8Array>> {
  const model = modelOf(build);
  const analysis = analyzeFile(model);
  const sheet = parSheet(model, analysis);
  return {
    'game-design.md': gameDocument(build.manifest, analysis),
    'maths.md': published('@roundgate/studio-rgs/docs/maths.md'),
    'model.json': build.files.find(({ path }) => path === build.manifest.maths.model_path)?.bytes ?? '',
    'model.schema.json': json(slotModelJsonSchema()),
    'analysis.json': json(analysisFacts(analysis)),
    'par-sheet.html': parHtml(sheet),
    'par-sheet.txt': `${parText(sheet).join('\n')}\n`,
    'rng-dossier.md': published('@roundgate/studio-rgs/docs/rng.md'),
    'rng-external.json': published('@roundgate/studio-rgs/docs/rng-external.json'),
    'rng-battery.json': given.battery,
    'log-schemas.json': json(logSchemas()),
    'market-matrix.json': given.matrix,
    'build-list.json': json(buildList(build)),
    'interruption-and-recall.md': readFileSync(
      new URL('../../docs/interruption-and-recall.md', import.meta.url),
    ),
    'changes.md': given.changes,
  };
}
