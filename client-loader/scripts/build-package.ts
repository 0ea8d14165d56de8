import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const run = promisify(execFile);

const manifest = (version: string): object => ({
  name: '@roundgate/embed',
  version,
  description: 'The element <roundgate-game> as a module, with types: one import, one element.',
  license: 'UNLICENSED',
  type: 'module',
  // Importing it makes the element known, so no bundler may leave it out.
  sideEffects: true,
  exports: { '.': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' },
  types: './index.d.ts',
});

const README = `# @roundgate/embed

\`\`\`js
import '@roundgate/embed';
document.querySelector('roundgate-game').addEventListener('roundgate:exit', ({ detail }) => leave(detail.reason));
\`\`\`

\`\`\`html
<roundgate-game game-id="g-night-market" launch-endpoint="/your/launch" locale="en"></roundgate-game>
\`\`\`

Events, commands, content security policies and examples: \`client-loader/docs/integration.md\`.
`;

/** Declarations, made by the compiler from the very sources; it leaves the sources' names in them. */
async function writeTypes(folder: string): Promise<void> {
  const compiler = here('../node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', here('tsconfig.package.json'), '--outDir', folder]);
  const index = "export { RoundgateError } from './errors.ts';\nexport type * from './types.ts';\n";
  writeFileSync(join(folder, 'index.d.ts'), index);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.d.ts'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), text.replace(/(from '\.\/\w+)\.ts'/g, "$1.js'"));
  }
}

/** Writes the package that an operator installs: a module without dependencies, its types, and its package.json. */
export async function buildPackage(folder: string, version: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    root: here(''),
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2023',
      lib: { entry: here('src/embed/index.ts'), formats: ['es'], fileName: () => 'index.js' },
    },
  });
  await writeTypes(folder);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(version), null, 2)}\n`);
  writeFileSync(join(folder, 'README.md'), README);
}
