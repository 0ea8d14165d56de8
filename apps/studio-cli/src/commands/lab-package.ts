import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBuildFolder } from '../build/build-folder.ts';
import { parseJson, readBytes } from '../build/read-json.ts';
import { sha256Hex } from '../build/walk.ts';
import { defineCommand } from '../cli/command.ts';
import { reasonOf, refused } from '../cli/failure.ts';
import { packageFiles } from '../lab/package-files.ts';

function readJsonBytes(path: string, mend: string): Uint8Array<ArrayBuffer> {
  const bytes = readBytes(path, mend);
  parseJson(bytes, path);
  return bytes;
}

function writePackage(out: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  if (existsSync(out) && readdirSync(out).length > 0)
    throw refused(out, 'is not empty', 'give --out a new folder: a package is never changed');
  try {
    mkdirSync(out, { recursive: true });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(out, name), content);
  } catch (cause) {
    throw refused(out, `cannot be written: ${reasonOf(cause)}`, 'give --out a folder that can be made');
  }
}

/** `roundgate lab-package`: all that a test house asks for about one build, in one folder (spec R3). */
export const labPackage = defineCommand({
  name: 'lab-package',
  summary:
    'Write all that a test house asks for about a build: rules, maths, RNG, schemas, hashes, test script.',
  target: { name: 'BUILD', help: 'the --out folder of roundgate build' },
  options: {
    out: { value: 'DIR', help: 'new folder for the package', required: true },
    changes: {
      value: 'FILE.md',
      help: 'what changed since the last build that was certified',
      required: true,
    },
    matrix: { value: 'FILE.json', help: 'what roundgate matrix --game … --json printed', required: true },
    battery: { value: 'FILE.json', help: 'what npm run rng:battery -- --json printed', required: true },
  },
  example:
    'roundgate lab-package out --changes CHANGELOG.md --matrix matrix.json --battery battery.json --out lab-package',
  async run({ target, options }) {
    const build = readBuildFolder(target);
    const files = packageFiles(build, {
      changes: readBytes(options.changes, 'give the change log with --changes'),
      matrix: readJsonBytes(options.matrix, 'save it with roundgate matrix --game … --json'),
      battery: readJsonBytes(options.battery, 'save it with npm run rng:battery -- --json'),
    });
    const digests = Object.entries(files).map(([name, content]) => {
      const bytes = Buffer.from(content);
      return { name, sha256: sha256Hex(bytes), size: bytes.length };
    });
    const contents = { format: 'roundgate.lab-package/1', build_hash: build.buildHash, files: digests };
    writePackage(options.out, { ...files, 'contents.json': `${JSON.stringify(contents, undefined, 2)}\n` });
    const { game_id, version } = build.manifest;
    return {
      facts: { build_hash: build.buildHash, out: options.out, files: digests },
      lines: [
        `${game_id} ${version}, ${build.buildHash}`,
        ...digests.map(({ name, sha256 }) => `  ${sha256.slice(0, 16)}  ${name}`),
        `${digests.length} files and contents.json → ${options.out}`,
      ],
    };
  },
});
