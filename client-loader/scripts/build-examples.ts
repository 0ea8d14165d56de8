import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The examples that are built and played. */
export const EXAMPLES = ['plain', 'react', 'vue'] as const;

/** Builds examples as an operator would, against the package and the script of this build, to stand at `/examples/<name>/`. */
export async function buildExamples(
  edgeOrigin: string,
  folder: string,
  names: readonly string[] = EXAMPLES,
): Promise<void> {
  const embed = JSON.parse(readFileSync(here('dist/embed.json'), 'utf8')) as {
    file: string;
    integrity: string;
  };
  process.env.VITE_EMBED_SRC = `${edgeOrigin}/${embed.file}`;
  process.env.VITE_EMBED_INTEGRITY = embed.integrity;
  for (const name of names)
    await build({
      root: here(`examples/${name}`),
      base: `/examples/${name}/`,
      logLevel: 'warn',
      resolve: { alias: { '@roundgate/embed': here('dist/package/index.js') } },
      build: { outDir: join(folder, name), emptyOutDir: true },
    });
}

if (import.meta.main) {
  const [edgeOrigin = '', folder = '', ...names] = process.argv.slice(2);
  await buildExamples(edgeOrigin, folder, names);
}
