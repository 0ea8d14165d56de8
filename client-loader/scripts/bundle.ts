import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What one minifier has left, another takes: it folds in what is used only once. */
const shrink: Plugin = {
  name: 'roundgate-shrink',
  async generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk') continue;
      const { code } = await minify(file.code, { module: true, compress: { passes: 3 }, mangle: false });
      file.code = code ?? file.code;
    }
  },
};

/** Bundles one entry of this package; nothing is written. `define` replaces names in the code. */
export async function bundle(
  entry: string,
  format: 'es' | 'iife',
  define: Readonly<Record<string, string>>,
): Promise<Rolldown.RolldownOutput> {
  const config: InlineConfig = {
    root: here(''),
    configFile: false,
    logLevel: 'warn',
    define: { ...define },
    plugins: [shrink],
    // The package's default entry is for browsers that have no classes; it is twice as large.
    resolve: { alias: { 'workbox-window': 'workbox-window/build/workbox-window.prod.mjs' } },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: here(entry),
        output: {
          format,
          entryFileNames: '[name].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  };
  const output = await build(config);
  return (Array.isArray(output) ? output[0] : output) as Rolldown.RolldownOutput;
}

/** The script that a bundle begins with. Throws when there is none. */
export function entryOf(output: Rolldown.RolldownOutput): Rolldown.OutputChunk {
  const chunk = output.output.find((item) => item.type === 'chunk' && item.isEntry);
  if (chunk?.type !== 'chunk') throw new Error('the bundle has no entry');
  return chunk;
}

/** The game frame's whole script, and its hash as policies name it. */
export async function buildBoot(): Promise<{ script: string; hash: string }> {
  const script = entryOf(await bundle('src/game-frame/boot.ts', 'iife', {})).code.trim();
  if (script.includes('</script')) throw new Error('the boot would end its own script element');
  return { script, hash: `sha256-${createHash('sha256').update(script).digest('base64')}` };
}
