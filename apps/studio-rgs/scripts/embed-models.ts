import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes `src/registry/models.gen.ts`: the model files as text, byte for byte, because a Worker has no file system and
 * a model is known by the hash of its bytes. `models/` are offered; `models/retired/` are kept for replay only.
 */
const root = new URL('../', import.meta.url);
const MODEL_NAME = /^[a-z0-9-]+\.\d{2,3}(\.\d+)?(-v[\d.]+)?\.json$/;

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(new URL(folder, root)).filter((name) => MODEL_NAME.test(name));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(new URL(folder + name, root), 'utf8')]),
  );
}

const constant = (name: string, files: Record<string, string>) =>
  `export const ${name}: Readonly<Record<string, string>> = ${JSON.stringify(files, undefined, 2)};\n`;

const text = `// Made by scripts/embed-models.ts from models/; do not edit.
${constant('MODEL_FILES', filesOf('models/'))}${constant('RETIRED_MODEL_FILES', filesOf('models/retired/'))}`;
writeFileSync(new URL('src/registry/models.gen.ts', root), text);
console.log(`models.gen.ts: ${text.length} characters`);
