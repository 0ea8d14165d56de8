import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Rolldown } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

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
          entryFileNames: '[name].[hash].js',
          chunkFileNames: '[name].[hash].js',
          assetFileNames: '[name].[hash][extname]',
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
